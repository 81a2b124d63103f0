#ifndef MERIT_CZLIB_SHIM_H
#define MERIT_CZLIB_SHIM_H

#include <zlib.h>

#endif
