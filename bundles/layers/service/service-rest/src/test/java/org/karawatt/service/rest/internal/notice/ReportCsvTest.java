package org.karawatt.service.rest.internal.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karawatt.notice.api.NoticeReport;
import org.karawatt.notice.api.NoticeStatus;

/** The report of delivery as CSV. */
class ReportCsvTest {

    @Test
    void quotesTextsCountsEveryStateAndMakesNoFormulas() {
        NoticeReport report = new NoticeReport(null, List.of(
                new NoticeReport.Line(7L, "=1+1 \"now\", 10 kV", "planned-outage", "计划停电", "Outage", "mail", 5,
                        Map.of(NoticeStatus.SENT, 4L, NoticeStatus.FAILED, 1L)),
                new NoticeReport.Line(null, null, "gone", null, null, "-", 1, Map.of(NoticeStatus.SKIPPED, 1L))), Map.of(), List.of());
        assertEquals("\ufeffbatch,title,template,nameZh,nameEn,channel,written,WAITING,SENDING,SENT,DELIVERED,RETURNED,FAILED,UNREACHABLE,SKIPPED\r\n"
                + "7,\"'=1+1 \"\"now\"\", 10 kV\",\"planned-outage\",\"计划停电\",\"Outage\",\"mail\",5,0,0,4,0,0,1,0,0\r\n"
                + ",,\"gone\",,,\"-\",1,0,0,0,0,0,0,0,1\r\n", ReportCsv.of(report));
    }
}
