#include "store/engine.h"

namespace kvitt::store
{

const std::vector<int>& Cursor::mapping(const void* tag, const std::function<std::vector<int>()>& make)
{
    if (mapped_for_ != tag)
    {
        mapping_ = make();
        mapped_for_ = tag;
    }
    return mapping_;
}

} // namespace kvitt::store
