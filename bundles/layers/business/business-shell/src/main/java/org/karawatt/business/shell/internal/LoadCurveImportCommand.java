package org.karawatt.business.shell.internal;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.karawatt.metering.api.LoadCurveDraft;
import org.karawatt.metering.api.LoadCurveService;
import org.karawatt.shell.api.KarawattCommand;

/** Take in load curves from a file. */
@Service
@Command(scope = "business", name = "load-curve-import", description = "Take in load curves from a JSON file: a list of pointNo, day, channel, values")
public class LoadCurveImportCommand extends KarawattCommand {

    @Argument(index = 0, name = "file", required = true, description = "File as POST /load-curves takes it")
    @Completion(FileCompleter.class)
    String file;

    @Override
    protected void run() throws Exception {
        List<LoadCurveDraft> batch = readList(file, LoadCurveDraft.class);
        showJson(Map.of("taken", service(LoadCurveService.class).take(caller(), batch)));
    }
}
