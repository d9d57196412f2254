// build_resources [DOWNLOADS [DATA [OUTPUT]]]: makes the resource file, as `marsad resources build` does, for tests and
// for work on the resources room without the rest.
#include <cstdio>

#include "resources/build.h"

int main(int count, char** arguments) {
    marsad::resources::BuildOptions options;
    if (count > 1) options.downloads = arguments[1];
    if (count > 2) options.data = arguments[2];
    if (count > 3) options.output = arguments[3];
    const auto done = marsad::resources::build(options);
    if (done) return 0;
    std::fprintf(stderr, "%s\n%s\n", done.error().message.c_str(), done.error().advice.c_str());
    return 1;
}
