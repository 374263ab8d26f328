/*
 * Tinsmith runtime: status codes. One list gives both the codes and their texts, so that they can't drift apart.
 */
#ifndef TNS_STATUS_H
#define TNS_STATUS_H

/* X(name, code, text). OK is 0, errors are negative; a code is never reused. */
#define TNS_STATUS_LIST(X)                                               \
    X(TNS_OK, 0, "ok")                                                   \
    X(TNS_ERROR_ARGUMENT, -1, "an argument is null or out of its range") \
    X(TNS_ERROR_ARENA_SIZE, -2, "the arena is smaller than the plan")    \
    X(TNS_ERROR_ALIGNMENT, -3, "a buffer is not aligned as required")    \
    X(TNS_ERROR_STATE, -4, "called before init")                         \
    X(TNS_ERROR_LENGTH, -5, "the data have not the length expected")     \
    X(TNS_ERROR_CHECKSUM, -6, "the data do not match their checksum")    \
    X(TNS_ERROR_PORT, -7, "the port layer failed")

typedef enum {
#define TNS_STATUS_ENUM(name, code, text) name = (code),
    TNS_STATUS_LIST(TNS_STATUS_ENUM)
#undef TNS_STATUS_ENUM
    TNS_STATUS_MIN_ = -127 /* keeps the type signed and in one byte's range */
} tns_status;

/* The text of a status; never null. */
static inline const char *tns_status_text(tns_status status)
{
#define TNS_STATUS_CASE(name, code, text) \
    case name:                            \
        return text;
    switch (status) {
        TNS_STATUS_LIST(TNS_STATUS_CASE)
    default:
        return "unknown status";
    }
#undef TNS_STATUS_CASE
}

#endif
