package org.karawatt.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;

/** Runs one console command in the server of this installation and passes on its output as it comes and its exit code. */
final class RemoteCommand {

    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    /** What the console's language takes literally without quotes. */
    private static final String PLAIN = "[A-Za-z0-9_./:=,+@%-]+";

    private final Home home;

    RemoteCommand(Home home) {
        this.home = home;
    }

    static Path keyFile(Home home) {
        return home.etc().resolve("karawatt-local.key");
    }

    /** One word is a whole command line as the console understands it; several are a command and its arguments, taken literally. */
    static String commandLine(List<String> words) {
        return words.size() == 1 ? words.get(0) : words.stream().map(RemoteCommand::quote).collect(Collectors.joining(" "));
    }

    /** As in a POSIX shell: the console's language does not take a single quote inside double ones. */
    private static String quote(String word) {
        return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * @param environment variables for the remote session, such as the width of the terminal
     * @return the command's exit code; 1 when the server closed the connection without one
     * @throws IOException when the server cannot be reached or refuses the key
     */
    int run(String commandLine, Map<String, String> environment, InputStream in, OutputStream out, OutputStream err)
            throws IOException, GeneralSecurityException {
        SshClient client = SshClient.setUpDefaultClient();
        // on Ctrl-C the server shall see a connection that is closed, not one that is torn
        Thread interrupted = new Thread(client::stop, "karawatt-client-end");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try (client) {
            client.setServerKeyVerifier((session, address, key) -> isOurs(key));
            client.start();
            try (ClientSession session = client.connect("local", "127.0.0.1", home.sshPort()).verify(CONNECT).getSession()) {
                session.setSessionHeartbeat(HeartbeatType.IGNORE, HEARTBEAT);
                session.addPublicKeyIdentity(new LocalKey(keyFile(home)).load());
                session.auth().verify(CONNECT);
                try (ChannelExec channel = session.createExecChannel(commandLine)) {
                    environment.forEach(channel::setEnv);
                    channel.setIn(in);
                    channel.setOut(out);
                    channel.setErr(err);
                    channel.open().verify(CONNECT);
                    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ZERO);
                    out.flush();
                    err.flush();
                    Integer status = channel.getExitStatus();
                    return status == null ? 1 : status;
                }
            }
        } finally {
            forget(interrupted);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the virtual machine is going down and the hook is at work
            return;
        }
    }

    private boolean isOurs(PublicKey offered) {
        try {
            return new HostKey(home.etc().resolve("host.key.pub")).accepts(offered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
