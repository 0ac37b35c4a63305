package org.karawatt.rest.internal.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/**
 * From where a request comes, as requests and failed logins are counted: an IPv4 address, or the /64 network of an IPv6 one, since a single
 * subscriber has all addresses of such a network. Only a proxy on this machine is believed when it says for whom it asks.
 */
public final class ClientAddress {

    private static final String FORWARDED = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    /** A colon and nothing but what IPv6 is written in, so that the JDK takes it for an address or refuses it, but asks no name server. */
    private static final Pattern MAYBE_IPV6 = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:.]{2,45}");

    private ClientAddress() {
    }

    /** The address of the client; never null. */
    public static String of(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(FORWARDED);
        List<String> lines = headers == null ? List.of() : Collections.list(headers);
        return of(String.valueOf(request.getRemoteAddr()), lines.isEmpty() ? null : lines.get(lines.size() - 1));
    }

    /** @param forwarded the last line of the header, null when there is none: proxies append to the line, or a line */
    static String of(String peer, String forwarded) {
        Optional<InetAddress> direct = parsed(peer);
        Optional<InetAddress> client = direct;
        if (forwarded != null && direct.filter(InetAddress::isLoopbackAddress).isPresent()) {
            // what stands before the last one was sent by the client, who may write there what he likes
            client = parsed(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip()).or(() -> direct);
        }
        return client.map(ClientAddress::network).orElse(peer);
    }

    private static Optional<InetAddress> parsed(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        boolean ipv6 = MAYBE_IPV6.matcher(bare).matches();
        if (!ipv6 && !IPV4.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(ipv6 ? "[" + bare + "]" : bare));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        try {
            byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }
}
