package org.karawatt.itests.blackbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A port on the loopback that stands in the place of the network and notes each who comes and what he wants. A process of its own, so that it can stand in the
 * network namespace of the server. The proxies catch what the Java runtime and Karaf fetch by URL, and every plain socket to elsewhere.
 */
public final class NetworkTrap {

    private static final byte SOCKS_5 = 5;
    private static final int MOST_ASKED = 300;
    private static final int LONGEST_WAIT = 2000;

    private NetworkTrap() {
    }

    /** Waits for callers until it is killed: port, file to write a line to for each. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, "");
            while (true) {
                try (Socket caller = server.accept()) {
                    Files.writeString(file, wanted(caller) + System.lineSeparator(), StandardOpenOption.APPEND);
                }
            }
        }
    }

    /** What he asks for, as far as it can be read: the request line of HTTP, or the address after the greeting of SOCKS 5. */
    private static String wanted(Socket caller) {
        byte[] asked = new byte[MOST_ASKED];
        try {
            caller.setSoTimeout(LONGEST_WAIT);
            int length = caller.getInputStream().read(asked);
            if (length > 0 && asked[0] == SOCKS_5) {
                caller.getOutputStream().write(new byte[] {SOCKS_5, 0});
                length = caller.getInputStream().read(asked);
            }
            return "asked for " + new String(asked, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]+", " ");
        } catch (IOException e) {
            return "came and said nothing: " + e.getMessage();
        }
    }

    /** Shell command that starts it. */
    static String command(int port, Path file) throws URISyntaxException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path classes = Path.of(NetworkTrap.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return "'" + java + "' -cp '" + classes + "' " + NetworkTrap.class.getName() + " " + port + " '" + file + "'";
    }

    /** Options that lead a Java process into it; the loopback itself stays reachable. */
    static String proxies(int port) {
        StringBuilder options = new StringBuilder();
        for (String kind : new String[] {"http.proxy", "https.proxy", "ftp.proxy", "socksProxy"}) {
            options.append(" -D").append(kind).append("Host=127.0.0.1 -D").append(kind).append("Port=").append(port);
        }
        return options.toString().trim();
    }
}
