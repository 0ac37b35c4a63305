package org.karawatt.business.shell.internal;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.billing.api.RecoveryKind;

/** Completes kinds of recoveries. */
@Service
public class RecoveryKindCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        return new StringsCompleter(Arrays.stream(RecoveryKind.values()).map(Enum::name).toList()).complete(session, commandLine, candidates);
    }

    /** The kind as the user typed it; null for null. */
    static RecoveryKind kind(String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(RecoveryKind.values()).filter(kind -> kind.name().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind " + text + ", but " + Arrays.toString(RecoveryKind.values())));
    }
}
