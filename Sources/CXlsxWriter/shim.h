#ifndef MERIT_CXLSXWRITER_SHIM_H
#define MERIT_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#if !defined(LXW_VERSION_ID) || LXW_VERSION_ID < 114
#error "libxlsxwriter 1.1.4 or newer is needed (apt install libxlsxwriter-dev, brew install libxlsxwriter)"
#endif

#endif
