package dev.e2ei.testkit.fault;

/** How an answer is sent badly. Where time passes, it is the stack's: a manual clock moves on by itself. */
public enum TransferFlaw {
    /** The connection is reset before any octet. */
    RESET,
    /** The connection is closed in good order before any octet. */
    CLOSED,
    /** The connection is reset after half of the body. */
    RESET_IN_BODY,
    /** The connection is closed after half of the body that was announced. */
    TRUNCATED,
    /** Nothing is ever sent, and the connection stays open: a second passes, and another. */
    SILENT,
    /** The headers come, then one octet of the body each second. */
    DRIP,
    /** One octet of the headers each second. */
    DRIP_HEADERS,
    /** The headers never end. */
    ENDLESS_HEADERS,
    /** The body never ends. */
    ENDLESS_BODY,
    /** The body is announced with 100 GB. */
    HUGE_LENGTH,
    /** The body is 64 MiB of zeros, sent as 64 KiB of gzip. */
    GZIP_BOMB,
    /** What comes is not HTTP. */
    GARBAGE
}
