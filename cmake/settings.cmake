# What every target shares: the language level, warnings, sanitizers and the libraries that rooms link by name.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# -O2 rather than -O3: the hot loops are written with SIMD by hand, and -O3 doubles build time elsewhere.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)

add_library(marsad_settings INTERFACE)
# -ffp-contract=off: a fused multiply-add rounds once where two steps round twice; the record must not depend on it.
target_compile_options(marsad_settings INTERFACE -Wall -Wextra -Wpedantic -ffp-contract=off)
if(MARSAD_WERROR)
  target_compile_options(marsad_settings INTERFACE -Werror)
endif()
if(MARSAD_SANITIZE)
  target_compile_options(marsad_settings INTERFACE -fsanitize=${MARSAD_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(marsad_settings INTERFACE -fsanitize=${MARSAD_SANITIZE})
endif()
if(MARSAD_FUZZ)
  # Rooms are instrumented for coverage; only the targets under fuzz/ get libFuzzer's main.
  target_compile_options(marsad_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()

# marsad_room(NAME [LIBS…]): the static library of a room from all its .cpp files; LIBS are linked publicly.
function(marsad_room name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(marsad_${name} STATIC ${sources})
  target_include_directories(marsad_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
  target_link_libraries(marsad_${name} PUBLIC marsad_settings ${ARGN})
endfunction()

# The compiled resource file, for tests that need it; they are shown as skipped where it is missing.
set(MARSAD_RESOURCE_FILE ${CMAKE_SOURCE_DIR}/build/marsad.resources CACHE FILEPATH "The resource file that tests read")

# marsad_test(STAGE [LIBS…]): one GoogleTest program, test_STAGE, from all .cpp files of the folder.
function(marsad_test stage)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_executable(test_${stage} ${sources})
  target_include_directories(test_${stage} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(test_${stage} PRIVATE MARSAD_SOURCE_DIR="${CMAKE_SOURCE_DIR}" MARSAD_BINARY_DIR="${CMAKE_BINARY_DIR}"
    MARSAD_RESOURCE_FILE="${MARSAD_RESOURCE_FILE}")
  target_link_libraries(test_${stage} PRIVATE ${ARGN} GTest::gtest GTest::gmock GTest::gtest_main)
  add_test(NAME ${stage} COMMAND test_${stage})
  set_tests_properties(${stage} PROPERTIES TIMEOUT 900 SKIP_REGULAR_EXPRESSION "all tests skipped")
endfunction()

# marsad_bench(STAGE [LIBS…]): the Google Benchmark program bench_STAGE from bench/STAGE.cpp.
function(marsad_bench stage)
  add_executable(bench_${stage} ${CMAKE_CURRENT_SOURCE_DIR}/${stage}.cpp)
  target_compile_definitions(bench_${stage} PRIVATE MARSAD_SOURCE_DIR="${CMAKE_SOURCE_DIR}" MARSAD_RESOURCE_FILE="${MARSAD_RESOURCE_FILE}")
  target_link_libraries(bench_${stage} PRIVATE ${ARGN} benchmark::benchmark benchmark::benchmark_main)
endfunction()

# marsad_fuzz(STAGE [LIBS…]): the libFuzzer program fuzz_STAGE from fuzz/STAGE.cpp; its corpus is fuzz/corpus/STAGE.
function(marsad_fuzz stage)
  add_executable(fuzz_${stage} ${CMAKE_CURRENT_SOURCE_DIR}/${stage}.cpp)
  target_link_libraries(fuzz_${stage} PRIVATE ${ARGN})
  target_link_options(fuzz_${stage} PRIVATE -fsanitize=fuzzer)
endfunction()
