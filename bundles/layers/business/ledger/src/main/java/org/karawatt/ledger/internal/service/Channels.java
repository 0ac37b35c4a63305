package org.karawatt.ledger.internal.service;

import java.time.LocalDate;
import org.karawatt.codes.api.CodeService;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.ledger.api.LedgerErrors;

/** The ways by which money comes in and goes out. Thread-safe. */
final class Channels {

    private static final String TABLE = "payment-channel";

    private final CodeService codes;

    Channels(CodeService codes) {
        this.codes = codes;
    }

    /** Adds a fault unless money can go by the channel on the day; that of refunds moves none. */
    void check(Faults faults, String channel, LocalDate day) {
        if (channel == null) {
            faults.add("channel", KernelErrors.REQUIRED);
        } else if (Advances.REFUND_CHANNEL.equals(channel) || !codes.isValid(TABLE, channel, day)) {
            faults.add("channel", LedgerErrors.CHANNEL_UNKNOWN, channel);
        }
    }
}
