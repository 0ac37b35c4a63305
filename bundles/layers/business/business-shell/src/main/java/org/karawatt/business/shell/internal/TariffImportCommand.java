package org.karawatt.business.shell.internal;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.tariff.api.PackageFault;
import org.karawatt.tariff.api.PackageImport;
import org.karawatt.tariff.api.PackageUpload;
import org.karawatt.tariff.api.TariffPackageService;

/** Import a package file as a proposal; with faults nothing is stored and each is told with its line. */
@Service
@Command(scope = "business", name = "tariff-import", description = "Import a tariff package file of the server as a proposal")
public class TariffImportCommand extends KarawattCommand {

    /** One byte more than a package may have: the service says that it is too large. */
    private static final int MOST_BYTES = 4 * 1024 * 1024 + 1;

    @Argument(index = 0, name = "file", required = true, description = "JSON file on the server")
    String file;

    @Option(name = "--urdb", description = "The file holds rates of the OpenEI utility rate database")
    boolean urdb;

    @Option(name = "--name", description = "With --urdb: code of the package; default: from the name of the file")
    String name;

    @Option(name = "--version", description = "With --urdb: version of the package; default: 1.0.0")
    String version;

    @Option(name = "--valid-from", description = "With --urdb: first day of rates that do not tell theirs, such as 2026-01-01")
    String validFrom;

    @Option(name = "--dry-run", description = "Tell what would become of it and store nothing")
    boolean dryRun;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        TariffPackageService packages = service(TariffPackageService.class);
        PackageUpload upload = upload();
        PackageImport result = packages.dryRun(caller, upload);
        boolean sound = result.faults().isEmpty();
        if (sound && !dryRun) {
            result = packages.importPackage(caller, upload);
        }
        if (isJson()) {
            showJson(result);
        } else {
            print(result);
        }
        if (!sound) {
            PackageFault first = result.faults().get(0);
            throw new CommandFailedException(first.code() + ": " + first.message());
        }
    }

    private PackageUpload upload() throws Exception {
        Path path = Path.of(file);
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            content = in.readNBytes(MOST_BYTES);
        }
        return new PackageUpload(urdb ? PackageUpload.Format.URDB : PackageUpload.Format.KARAWATT, path.getFileName().toString(), content, name,
                version, validFrom == null ? null : date(validFrom));
    }

    private void print(PackageImport result) {
        new Table<PackageImport>().right("Id", PackageImport::id).column("Package", PackageImport::packageCode)
                .column("Version", PackageImport::version).column("Status", PackageImport::status)
                .right("Tariffs", r -> r.tariffs().size()).right("Cases", r -> r.cases().size())
                .right("Faults", r -> r.faults().size()).print(out(), List.of(result));
        if (!result.faults().isEmpty()) {
            out().println();
            new Table<PackageFault>().right("Line", PackageFault::line).column("Field", PackageFault::field)
                    .column("Code", PackageFault::code).column("Reason", PackageFault::message).print(out(), result.faults());
        }
        if (!result.cases().isEmpty()) {
            out().println();
            TariffPackageShowCommand.cases().print(out(), result.cases());
        }
        if (!result.effects().isEmpty()) {
            out().println();
            result.effects().forEach(this::say);
        }
    }
}
