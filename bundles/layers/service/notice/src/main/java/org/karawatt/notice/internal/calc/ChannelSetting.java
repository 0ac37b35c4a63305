package org.karawatt.notice.internal.calc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.karawatt.customer.api.Contact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel as it is configured. {@code perMinute} is the most notices a minute. */
public record ChannelSetting(String name, AddressKind address, int perMinute) {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelSetting.class);
    private static final int MOST = 1_000_000;
    private static final List<String> KINDS = Arrays.stream(AddressKind.values()).map(Enum::name).toList();

    /** What of a customer a channel needs. */
    public enum AddressKind {
        EMAIL, PHONE, CUSTOMER, POSTAL;

        /** The address of a customer; null when he has none. */
        public String of(Contact contact) {
            String address = switch (this) {
                case EMAIL -> contact.email();
                case PHONE -> contact.phone();
                case CUSTOMER -> contact.customerNo();
                case POSTAL -> postal(contact);
            };
            return address == null || address.isBlank() ? null : address.strip();
        }

        /** Name and address, one below the other; null without an address. */
        public static String postal(Contact contact) {
            return contact.address() == null || contact.address().isBlank() ? null
                    : Words.oneLine(contact.name()) + "\n" + Words.oneLine(contact.address()).strip();
        }
    }

    /** The settings {@code name:address:perMinute}; a wrong one is left out and logged. */
    public static List<ChannelSetting> read(String[] lines) {
        List<ChannelSetting> settings = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.strip().split(":");
            if (parts.length == 3 && parts[0].matches("[a-z][a-z0-9-]{0,19}") && parts[2].matches("[1-9]\\d{0,6}")
                    && KINDS.contains(parts[1].toUpperCase(Locale.ROOT))) {
                settings.add(new ChannelSetting(parts[0], AddressKind.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                        Math.min(MOST, Integer.parseInt(parts[2]))));
            } else {
                LOG.warn("Notice channel {} is not written as name:address:perMinute and is left out", line);
            }
        }
        return List.copyOf(settings);
    }
}
