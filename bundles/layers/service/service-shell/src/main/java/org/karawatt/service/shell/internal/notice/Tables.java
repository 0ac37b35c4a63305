package org.karawatt.service.shell.internal.notice;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.notice.api.Notice;
import org.karawatt.notice.api.NoticeBatch;
import org.karawatt.notice.api.NoticeTemplate;
import org.karawatt.outage.api.Outage;
import org.karawatt.shell.api.Table;

/** Tables and values that several commands share. */
final class Tables {

    private Tables() {
    }

    static Table<Notice> notices() {
        return new Table<Notice>().right("Notice", Notice::id).column("Kind", Notice::kind).column("Account", Notice::accountNo)
                .column("Channel", Notice::channel).column("Status", Notice::status).right("Tries", Notice::attempts)
                .column("Sent to", Notice::sentTo).column("Cause", Notice::cause);
    }

    static Table<NoticeTemplate> templates() {
        return new Table<NoticeTemplate>().column("Template", each -> each.content().code()).right("Version", NoticeTemplate::version)
                .column("Name", each -> each.content().nameEn()).column("Basis", each -> each.content().basis())
                .column("Channels", each -> each.content().channels()).column("Origin", NoticeTemplate::origin)
                .column("Offered", NoticeTemplate::offered).column("By", NoticeTemplate::createdBy).column("At", NoticeTemplate::createdAt);
    }

    static Table<NoticeBatch> batches() {
        return new Table<NoticeBatch>().right("Batch", NoticeBatch::id).column("Title", NoticeBatch::title).column("Kind", NoticeBatch::code)
                .right("Accounts", NoticeBatch::accounts).column("Unusual", NoticeBatch::suspicious).column("Status", NoticeBatch::status)
                .column("By", NoticeBatch::createdBy).column("Released by", NoticeBatch::releasedBy).column("Notices", NoticeBatch::notices);
    }

    static Table<Outage> outages() {
        return new Table<Outage>().right("Outage", Outage::id).column("No", Outage::outageNo).column("Kind", Outage::kind)
                .column("Line", Outage::lineNo).column("Areas", outage -> outage.areaNos().size()).column("From", Outage::from)
                .column("To", Outage::to).column("Tell by", Outage::notifyBy).column("Status", Outage::status).right("Batch", Outage::batchId)
                .right("Version", Outage::version);
    }

    /** Values such as {@code from=2026-07-08T08:00}; what has no name has no value and is reported as missing by the template. */
    static Map<String, String> values(List<String> pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : pairs == null ? List.<String>of() : pairs) {
            int equals = pair.indexOf('=');
            values.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return values;
    }

    /** A local time as the user typed it; what is none is INVALID. */
    static LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw KarawattException.invalid(KernelErrors.NOT_A_DATE, text);
        }
    }
}
