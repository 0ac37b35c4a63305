package org.karawatt.service.shell.internal.notice;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.notice.api.NoticeReport;
import org.karawatt.notice.api.NoticeReportQuery;
import org.karawatt.notice.api.NoticeReportService;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Count notices by template, channel and what became of them. */
@Service
@Command(scope = "service", name = "notice-report", description = "Count notices by template, channel and what became of them")
public class NoticeReportCommand extends KarawattCommand {

    @Option(name = "--from", description = "First day, such as 2026-07-01; not needed with --batch")
    String from;

    @Option(name = "--to", description = "Last day")
    String to;

    @Option(name = "--batch", description = "Only this notice to many")
    Long batch;

    @Option(name = "--kind", description = "Code of a template")
    @Completion(NoticeTemplateCompleter.class)
    String kind;

    @Option(name = "--channel", description = "Name of a channel")
    @Completion(NoticeChannelCompleter.class)
    String channel;

    @Option(name = "--by-batch", description = "A line for each notice to many")
    boolean byBatch;

    @Override
    protected void run() {
        NoticeReport report = service(NoticeReportService.class).report(caller(),
                new NoticeReportQuery(from == null ? null : date(from), to == null ? null : date(to), batch, kind, channel, byBatch));
        if (isJson()) {
            showJson(report);
            return;
        }
        Table<NoticeReport.Line> lines = new Table<NoticeReport.Line>().column("Template", NoticeReport.Line::kind)
                .column("Channel", NoticeReport.Line::channel).right("Notices", NoticeReport.Line::written);
        if (byBatch) {
            lines.right("Batch", NoticeReport.Line::batchId).column("Title", NoticeReport.Line::batchTitle);
        }
        for (NoticeStatus status : NoticeStatus.values()) {
            lines.right(status.name(), line -> line.counts().getOrDefault(status, 0L));
        }
        lines.print(out(), report.lines());
        if (!report.causes().isEmpty()) {
            out().println();
            new Table<NoticeReport.Cause>().right("Failed", NoticeReport.Cause::notices).column("Channel", NoticeReport.Cause::channel)
                    .column("Cause", NoticeReport.Cause::cause).print(out(), report.causes());
        }
    }
}
