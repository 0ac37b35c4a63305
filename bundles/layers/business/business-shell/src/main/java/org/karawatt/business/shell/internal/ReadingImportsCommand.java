package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.reading.api.ImportState;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List imports of readings, and what must be done about those that were interrupted. */
@Service
@Command(scope = "business", name = "reading-imports", description = "List the imports of readings, newest first")
public class ReadingImportsCommand extends KarawattCommand {

    @Option(name = "--open", description = "Only those that were interrupted and are not done")
    boolean open;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        show(service(ReadingService.class).imports(caller(), open, PageRequest.first(limit)).items(), new Table<ImportState>()
                .right("Import", ImportState::id).column("File", ImportState::fileName).column("Month", ImportState::month)
                .right("Rows", ImportState::rowsTotal).right("Good", ImportState::rowsOk).right("Bad", ImportState::rowsBad)
                .right("Held", ImportState::held).column("By", ImportState::importedBy).column("Started", ImportState::startedAt)
                .column("State", this::state));
    }

    private String state(ImportState state) {
        boolean zh = locale().getLanguage().equals("zh");
        if (state.done()) {
            return zh ? "已完成" : "done";
        }
        if (state.resumable()) {
            return zh ? "未完成，可用 reading-import-resume 继续" : "not done: reading-import-resume goes on with it";
        }
        return zh ? "未完成，请重新导入同一文件，不会重复" : "not done: import the same file again, no row is taken twice";
    }
}
