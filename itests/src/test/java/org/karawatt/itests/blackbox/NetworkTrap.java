package org.karawatt.itests.blackbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A port on the loopback that stands in the place of the network and notes each who comes. A process of its own, so that it can stand in the
 * network namespace of the server. The proxies catch what the Java runtime and Karaf fetch by URL, and every plain socket to elsewhere.
 */
public final class NetworkTrap {

    private NetworkTrap() {
    }

    /** Waits for callers until it is killed: port, file to write a line to for each. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, "");
            while (true) {
                try (Socket caller = server.accept()) {
                    Files.writeString(file, caller.getRemoteSocketAddress() + System.lineSeparator(), StandardOpenOption.APPEND);
                }
            }
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
