// Digests: SHA-256 (reports, resources, keys) and a fast checksum for sections of our own files.
//
// Ownership: values. Threading: pure functions; a Sha256 belongs to one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace marsad::base {

using Digest = std::array<std::uint8_t, 32>;

// SHA-256 (FIPS 180-4) in steps, for what doesn't lie in memory whole.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::string_view bytes);
    // Ends the digest; the object can't be used after it.
    Digest finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

Digest sha256(std::string_view bytes);
// Lower-case hexadecimal, 64 characters.
std::string hex(const Digest& digest);
inline std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes)); }

// FNV-1a, 64 bits: for hash tables and checksums against accidents, never against people.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t seed = 0xcbf29ce484222325ULL) {
    for (char c : bytes) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return seed;
}

}  // namespace marsad::base
