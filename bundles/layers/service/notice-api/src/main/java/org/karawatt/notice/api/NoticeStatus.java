package org.karawatt.notice.api;

/** The life of a notice. */
public enum NoticeStatus {
    /** To be sent at its time, as soon as its channel is there. */
    WAITING,
    /** With its channel at this moment. */
    SENDING,
    /** The channel has taken it over. */
    SENT,
    /** It has reached the customer, as a receipt says. */
    DELIVERED,
    /** It has come back, as a receipt says. */
    RETURNED,
    /** Refused for good, or tried as often as is configured. */
    FAILED,
    /** The customer has no address for any channel of the template. */
    UNREACHABLE,
    /** The customer does not want it. */
    SKIPPED
}
