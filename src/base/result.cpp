#include "marsad/result.h"

namespace marsad {

std::string_view name(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument: return "invalid_argument";
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::not_readable: return "not_readable";
        case ErrorCode::empty: return "empty";
        case ErrorCode::binary: return "binary";
        case ErrorCode::bad_encoding: return "bad_encoding";
        case ErrorCode::bad_format: return "bad_format";
        case ErrorCode::too_large: return "too_large";
        case ErrorCode::too_deep: return "too_deep";
        case ErrorCode::unsupported: return "unsupported";
        case ErrorCode::damaged: return "damaged";
        case ErrorCode::version_mismatch: return "version_mismatch";
        case ErrorCode::disk_full: return "disk_full";
        case ErrorCode::busy: return "busy";
        case ErrorCode::internal: return "internal";
    }
    return "internal";
}

}  // namespace marsad
