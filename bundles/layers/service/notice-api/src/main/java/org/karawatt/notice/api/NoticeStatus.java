package org.karawatt.notice.api;

/** The life of a notice. */
public enum NoticeStatus {
    /** To be sent at its time, as soon as its channel is there. */
    WAITING,
    /** With its channel at this moment. */
    SENDING,
    /** The channel has taken it over. */
    SENT,
    /** Refused for good, or tried as often as is configured. */
    FAILED,
    /** The customer has no address for any channel of the template. */
    UNREACHABLE,
    /** The customer does not want it. */
    SKIPPED
}
