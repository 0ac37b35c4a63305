package org.karawatt.notice.internal.service;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.Customer;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Line;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.notice.api.NoticeBasis;
import org.karawatt.notice.api.NoticeText;
import org.karawatt.notice.api.Placeholder;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.notice.internal.config.NoticeConfig;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.NoticeChannel;
import org.karawatt.notice.spi.OutgoingNotice;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunErrors;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/**
 * Notices on a test database with ten accounts A100 to A109 of office 3301; A108 has neither telephone nor e-mail, A109 is important.
 * Area T1 feeds the even ones. A100 and A103 owe. Runs are done at once and stop where they are told to.
 */
final class NoticeWorld {

    static final CallContext ADMIN = TestContexts.admin();
    static final CallContext BOSS = TestContexts.supervisor("/33/", "*");

    final TestDatabase db;
    final NoticeSender sender;
    final DefaultNoticeTemplateService templates;
    final DefaultNoticeService notices;
    final DefaultNoticePreferenceService preferences;
    final DefaultNoticeBatchService batches;
    final NoticeRunHandler handler;
    final DefaultNoticeReportService reports;
    final LedgerService ledger = ledger();
    final Map<String, String> emails = new HashMap<>();
    /** Chunks that the next run may do; then it counts as stopped. */
    int chunks = Integer.MAX_VALUE;
    /** Runs look as if they were running still, and have ended when they are to stop. */
    boolean endingMeanwhile;
    private final Map<Long, Position> runs = new HashMap<>();

    private record Position(Map<String, String> params, long after, RunStatus status) {
    }

    NoticeWorld(TestDatabase db) {
        this.db = db;
        ParentRows.offices(db);
        ParentRows.accounts(db, ParentRows.EAST, 100, 10);
        templates = new DefaultNoticeTemplateService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.clock());
        sender = new NoticeSender(db.unitOfWork(), db.bulk(), customers(), db.clock(), config(2));
        notices = new DefaultNoticeService(db.unitOfWork(), db.bulk(), db.numbering(), templates, sender, customers(), db.audit(), db.clock());
        preferences = new DefaultNoticePreferenceService(db.unitOfWork(), db.bulk(), db.numbering(), customers(), db.audit(), db.history(),
                db.clock());
        batches = new DefaultNoticeBatchService(db.unitOfWork(), db.bulk(), db.numbering(), db.audit(), db.clock(), templates, sender, runs(),
                offices(), customers(), equipment(), metering(), config(2));
        batches.bindLedger(ledger);
        handler = new NoticeRunHandler(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), templates, sender, customers());
        reports = new DefaultNoticeReportService(db.unitOfWork(), db.bulk(), templates, db.clock());
        templates.save(ADMIN, template("planned-outage", NoticeBasis.LEGAL, "{{customerName}} {{from}}"));
        templates.save(ADMIN, template("bill-issued", NoticeBasis.CONTRACT, "{{accountNo}} {{from}}"));
        templates.save(ADMIN, template("reminder", NoticeBasis.CONTRACT, "{{accountNo}} {{arrears}} {{from}}"));
    }

    static TemplateDraft template(String code, NoticeBasis basis, String text) {
        NoticeText each = new NoticeText("About " + code, text, "<p>" + text + "</p>");
        return new TemplateDraft(code, "通知", "Notice", basis, null, List.of("mail", "sms"), List.of(new Placeholder("from",
                Placeholder.Type.DATE)), Map.of("zh", each, "en", each));
    }

    void close() throws InterruptedException {
        sender.close();
    }

    /** Another server on the same database, which sends one notice at a time. */
    NoticeSender server() {
        return new NoticeSender(db.unitOfWork(), db.bulk(), customers(), db.clock(), config(1));
    }

    private static NoticeConfig config(int threads) {
        return new NoticeConfig() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return NoticeConfig.class;
            }

            @Override
            public String[] channels() {
                return new String[] {"mail:EMAIL:6", "sms:PHONE:100", "letter:POSTAL:100", "wrong"};
            }

            @Override
            public int tries() {
                return 3;
            }

            @Override
            public int first_pause_seconds() {
                return 60;
            }

            @Override
            public int longest_pause_seconds() {
                return 3_600;
            }

            @Override
            public int watch_seconds() {
                // the tests say when it looks
                return 600;
            }

            @Override
            public int threads() {
                return threads;
            }

            @Override
            public int unusual_accounts() {
                return 100;
            }

            @Override
            public int unusual_percent() {
                return 60;
            }

            @Override
            public int most_accounts() {
                return 1_000;
            }
        };
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(NoticeWorld.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Contact contact(long id) {
        String email = id == 108 ? null : emails.getOrDefault("A" + id, "c" + id + "@example.org");
        return new Contact(id, "A" + id, "人民路 " + id + " 号", ParentRows.EAST, id, "C" + id, "客户" + id, id == 108 ? null : "1380000" + id, email,
                id % 2 == 0 ? "zh" : "en", id == 109 ? "IMPORTANT" : "NORMAL", id < 105 ? "RESIDENTIAL" : "COMMERCIAL", "ACTIVE");
    }

    private CustomerService customers() {
        return fake(CustomerService.class, (proxy, method, args) -> switch (method.getName()) {
            case "contacts" -> {
                @SuppressWarnings("unchecked")
                Collection<Long> ids = (Collection<Long>) args[0];
                yield ids.stream().filter(id -> id >= 100 && id < 110).collect(Collectors.toMap(id -> id, this::contact));
            }
            case "account" -> {
                long id = args[1] instanceof Long number ? number : Long.parseLong(((String) args[1]).substring(1));
                if (!((CallContext) args[0]).scope().covers("/33/3301/")) {
                    throw KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, args[1]);
                }
                yield new Account(id, "A" + id, id, "C" + id, "客户", null, null, ParentRows.EAST, "3301", "RESIDENTIAL", null, "AC00002", "1",
                        "ACTIVE", LocalDate.of(2010, 1, 1), null, null, null, 0);
            }
            case "customer" -> new Customer(Long.parseLong(((String) args[1]).substring(1)), (String) args[1], "PERSON", "客", null, null, null,
                    null, "zh", "NORMAL", ParentRows.EAST, "ACTIVE", LocalDate.of(2010, 1, 1), 0);
            case "find" -> new Page<>(List.of(), 0, 1, 10);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static Office office(long id) {
        String path = ParentRows.path(id);
        return new Office(id, id == ParentRows.ROOT ? "33" : id == ParentRows.EAST ? "3301" : "3302", null, path, "STATION", "单位", "Office",
                LocalDate.of(2010, 1, 1), null, 0);
    }

    private static OfficeService offices() {
        return fake(OfficeService.class, (proxy, method, args) -> switch (method.getName()) {
            case "office" -> office((Long) args[1]);
            case "find" -> List.of(office(1), office(2), office(3)).stream().filter(o -> o.code().equals(args[1])
                    && ((OfficeScope) args[0]).covers(o.path())).findFirst();
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static EquipmentService equipment() {
        Area area = new Area(1, "T1", "台区", 1, ParentRows.EAST, BigDecimal.TEN, true, 0);
        return fake(EquipmentService.class, (proxy, method, args) -> switch (method.getName()) {
            case "area" -> area;
            case "areas" -> new Page<>(List.of(area), 0, 500, 1);
            case "line" -> new Line(1, "L1", "线路", "AC00101", ParentRows.EAST, 0);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static MeteringService metering() {
        return fake(MeteringService.class, (proxy, method, args) -> {
            switch (method.getName()) {
                case "accountsInAreas" -> List.of(100L, 102L, 104L, 106L, 108L).forEach(id -> ((LongConsumer) args[1]).accept(id));
                case "weights" -> {
                    for (long id = 100; id < 110; id++) {
                        ((MeteringService.AccountWeight) args[1]).accept(id, 1);
                    }
                }
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        });
    }

    private static LedgerService ledger() {
        return fake(LedgerService.class, (proxy, method, args) -> {
            LedgerService.OverdueConsumer consumer = (LedgerService.OverdueConsumer) args[3];
            Map.of(100L, new BigDecimal("30.50"), 103L, new BigDecimal("200.00")).forEach((id, open) -> {
                if (open.compareTo((BigDecimal) args[2]) >= 0) {
                    consumer.accept(id, open);
                }
            });
            return null;
        });
    }

    private RunService runs() {
        return fake(RunService.class, (proxy, method, args) -> switch (method.getName()) {
            case "start" -> {
                @SuppressWarnings("unchecked")
                Map<String, String> params = (Map<String, String>) args[2];
                ((CallContext) args[0]).require(handler.permission());
                db.unitOfWork().readOnly(() -> handler.check((CallContext) args[0], params));
                List<Long> planned = new ArrayList<>();
                db.unitOfWork().required(() -> handler.plan(params, (key, weight) -> planned.add(key)));
                runs.put(1L, new Position(params, Long.MIN_VALUE, RunStatus.RUNNING));
                yield work(1L);
            }
            case "resume" -> work((Long) args[1]);
            case "stop" -> {
                if (endingMeanwhile) {
                    throw KarawattException.conflict(RunErrors.NOT_RUNNING, args[1]);
                }
                yield run((Long) args[1]);
            }
            case "run" -> run((Long) args[1]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Run work(long id) {
        Position at = runs.get(id);
        long after = at.after();
        while (chunks-- > 0) {
            long from = after;
            ChunkResult result = db.unitOfWork().required(() -> handler.work(new Chunk(id, at.params(), from, 1_000, 2)));
            after = result.lastKey();
            if (after >= 1_000) {
                db.unitOfWork().required(() -> handler.finish(id, at.params()));
                runs.put(id, new Position(at.params(), after, RunStatus.DONE));
                return run(id);
            }
        }
        runs.put(id, new Position(at.params(), after, RunStatus.STOPPED));
        return run(id);
    }

    private Run run(long id) {
        RunStatus status = endingMeanwhile ? RunStatus.RUNNING : runs.get(id).status();
        return new Run(id, "notice", "batch", runs.get(id).params(), status, "x", db.clock().now(), null, null, null, 0, 0, null,
                null);
    }

    /** A channel that answers what it is told, and SENT when it is told nothing more. */
    static final class Recorder implements NoticeChannel {
        final Queue<OutgoingNotice> sent = new ConcurrentLinkedQueue<>();
        final Queue<Delivery> answers = new ConcurrentLinkedQueue<>();
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Delivery deliver(OutgoingNotice notice) {
            sent.add(notice);
            return Optional.ofNullable(answers.poll()).orElse(Delivery.sent("R-" + notice.messageId()));
        }
    }
}
