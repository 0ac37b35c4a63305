package org.karawatt.quality.api;

/** The life of an audit hit. */
public enum HitStatus {
    /** Found; no case yet. */
    FOUND,
    /** A case is at work on it. */
    DISPATCHED,
    /** Put right and reviewed. */
    RECTIFIED,
    /** It was no fault. */
    FALSE_ALARM
}
