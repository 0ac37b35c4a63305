package org.karawatt.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.shell.api.KarawattCommand;
import org.osgi.framework.Constants;

/** Version of Karawatt and of what it runs on. */
@Service
@Command(scope = "karawatt", name = "version", description = "Shows the version")
public class VersionCommand extends KarawattCommand {

    private record Version(String karawatt, String karaf, String java, String system) {
    }

    @Override
    protected void run() {
        Version version = new Version(bundleContext().getBundle().getHeaders().get(Constants.BUNDLE_VERSION),
                System.getProperty("karaf.version"), System.getProperty("java.vendor") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        if (isJson()) {
            showJson(version);
        } else {
            say("Karawatt " + version.karawatt() + "\nKaraf " + version.karaf() + "\nJava " + version.java() + "\n" + version.system());
        }
    }
}
