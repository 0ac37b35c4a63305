package org.karawatt.notice.api;

/** Why a customer may be written to. */
public enum NoticeBasis {
    /** The law asks for it, as before a cut-off or a planned outage: it goes out whatever the customer prefers. */
    LEGAL,
    /** Part of the supply contract, as an issued bill: it goes out unless the customer has refused it. */
    CONTRACT,
    /** Only for customers who have asked for it. */
    CONSENT
}
