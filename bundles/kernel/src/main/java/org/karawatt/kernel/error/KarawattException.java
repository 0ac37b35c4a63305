package org.karawatt.kernel.error;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Root of all expected failures: a code, its arguments, and a kind that every door maps the same way. Unexpected failures are
 * plain runtime exceptions and reach the caller only as an incident number.
 */
public class KarawattException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong in the eyes of the caller. */
    public enum Kind {
        /** The thing asked for does not exist, or the caller may not know that it does (HTTP 404). */
        NOT_FOUND,
        /** The state does not allow it, or somebody else was faster (HTTP 409; 412 for a stale version). */
        CONFLICT,
        /** The input is wrong; {@link KarawattException#faults()} lists everything that is (HTTP 422). */
        INVALID,
        /** The caller may not do this (HTTP 403). */
        DENIED,
        /** A part that is needed is not there at the moment (HTTP 503). */
        UNAVAILABLE
    }

    private final Kind kind;
    private final transient ErrorCode code;
    private final transient List<Object> args;
    private final transient List<Fault> faults;

    protected KarawattException(Kind kind, ErrorCode code, List<Fault> faults, Throwable cause, Object... args) {
        super(code.code() + ": " + code.message(Locale.ENGLISH, args) + (faults.isEmpty() ? "" : " " + texts(faults)), cause);
        this.kind = kind;
        this.code = code;
        this.args = List.copyOf(Arrays.asList(args));
        this.faults = List.copyOf(faults);
    }

    private static List<String> texts(List<Fault> faults) {
        return faults.stream().limit(20).map(f -> f.field() + ": " + f.code().code() + " " + f.message(Locale.ENGLISH)).toList();
    }

    public Kind kind() {
        return kind;
    }

    public ErrorCode code() {
        return code;
    }

    public List<Object> args() {
        return args;
    }

    /** All faults of an invalid input; empty for every other kind. */
    public List<Fault> faults() {
        return faults;
    }

    public String message(Locale locale) {
        return code.message(locale, args.toArray());
    }

    public static KarawattException notFound(ErrorCode code, Object... args) {
        return new KarawattException(Kind.NOT_FOUND, code, List.of(), null, args);
    }

    public static KarawattException conflict(ErrorCode code, Object... args) {
        return new KarawattException(Kind.CONFLICT, code, List.of(), null, args);
    }

    public static KarawattException denied(ErrorCode code, Object... args) {
        return new KarawattException(Kind.DENIED, code, List.of(), null, args);
    }

    public static KarawattException unavailable(ErrorCode code, Object... args) {
        return new KarawattException(Kind.UNAVAILABLE, code, List.of(), null, args);
    }

    /** An input with one fault that concerns the whole of it. */
    public static KarawattException invalid(ErrorCode code, Object... args) {
        return new KarawattException(Kind.INVALID, code, List.of(Fault.of("", code, args)), null, args);
    }

    /** An input with all its faults; {@code faults} must not be empty. */
    public static KarawattException invalid(List<Fault> faults) {
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("no faults");
        }
        return faults.size() == 1
                ? new KarawattException(Kind.INVALID, faults.get(0).code(), faults, null, faults.get(0).args().toArray())
                : new KarawattException(Kind.INVALID, KernelErrors.INVALID_INPUT, faults, null, faults.size());
    }
}
