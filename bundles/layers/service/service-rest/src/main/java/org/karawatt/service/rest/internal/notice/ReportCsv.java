package org.karawatt.service.rest.internal.notice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.karawatt.notice.api.NoticeReport;
import org.karawatt.notice.api.NoticeStatus;

/** The lines of a report of delivery as CSV (RFC 4180), with a mark of UTF-8 for spreadsheets. */
final class ReportCsv {

    private static final char MARK = '\ufeff';

    private ReportCsv() {
    }

    static String of(NoticeReport report) {
        List<String> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("batch", "title", "template", "nameZh", "nameEn", "channel", "written"));
        Arrays.stream(NoticeStatus.values()).map(NoticeStatus::name).forEach(head::add);
        rows.add(String.join(",", head));
        for (NoticeReport.Line line : report.lines()) {
            List<Object> cells = new ArrayList<>(Arrays.asList(line.batchId(), line.batchTitle(), line.kind(), line.nameZh(), line.nameEn(),
                    line.channel(), line.written()));
            Arrays.stream(NoticeStatus.values()).map(status -> line.counts().getOrDefault(status, 0L)).forEach(cells::add);
            rows.add(cells.stream().map(ReportCsv::cell).collect(Collectors.joining(",")));
        }
        return MARK + String.join("\r\n", rows) + "\r\n";
    }

    /** Titles and names are what people typed: none of them may become a formula of a spreadsheet. */
    private static String cell(Object value) {
        if (!(value instanceof String text)) {
            return value == null ? "" : value.toString();
        }
        // the sign alone stands for no channel
        String harmless = text.length() > 1 && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
