package org.karawatt.shell.internal;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.work.DatabaseBackup;
import org.karawatt.shell.api.KarawattCommand;

/** Copies the embedded database while the server runs; {@code bin/karawatt backup} packs the copy with the configuration. */
@Service
@Command(scope = "karawatt", name = "backup", description = "Copy the embedded database into a folder of the server")
public class BackupCommand extends KarawattCommand {

    private record Backup(String folder) {
    }

    @Argument(index = 0, name = "folder", required = true, description = "Folder to make")
    String folder;

    @Override
    protected void run() {
        service(DatabaseBackup.class).copyTo(caller(), Path.of(folder).toAbsolutePath());
        if (isJson()) {
            showJson(new Backup(folder));
        } else {
            say(folder);
        }
    }
}
