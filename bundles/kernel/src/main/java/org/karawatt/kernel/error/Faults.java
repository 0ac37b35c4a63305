package org.karawatt.kernel.error;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one input so that a caller learns of all of them at once. Not thread-safe. */
public final class Faults {

    private final List<Fault> list = new ArrayList<>();

    public Faults add(String field, ErrorCode code, Object... args) {
        list.add(Fault.of(field, code, args));
        return this;
    }

    /** Adds {@link KernelErrors#REQUIRED} when the text is null or blank, {@link KernelErrors#TOO_LONG} when it is too long. */
    public Faults text(String field, String value, int maxLength) {
        if (value == null || value.isBlank()) {
            add(field, KernelErrors.REQUIRED);
        } else {
            optionalText(field, value, maxLength);
        }
        return this;
    }

    /** Checks the length and refuses control characters; null is fine. */
    public Faults optionalText(String field, String value, int maxLength) {
        if (value != null) {
            if (value.length() > maxLength) {
                add(field, KernelErrors.TOO_LONG, maxLength);
            }
            if (value.chars().anyMatch(c -> c < ' ')) {
                add(field, KernelErrors.BAD_CHARACTER);
            }
        }
        return this;
    }

    public Faults required(String field, Object value) {
        if (value == null) {
            add(field, KernelErrors.REQUIRED);
        }
        return this;
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    public List<Fault> list() {
        return List.copyOf(list);
    }

    /** Throws one {@link KarawattException} of kind INVALID with all faults, or returns when there is none. */
    public void throwIfAny() {
        if (!list.isEmpty()) {
            throw KarawattException.invalid(list);
        }
    }
}
