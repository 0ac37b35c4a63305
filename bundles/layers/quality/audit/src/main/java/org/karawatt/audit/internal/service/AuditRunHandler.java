package org.karawatt.audit.internal.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.audit.internal.calc.DeclaredRule;
import org.karawatt.audit.internal.calc.FactText;
import org.karawatt.audit.internal.store.AuditStore;
import org.karawatt.audit.internal.store.AuditStore.Key;
import org.karawatt.audit.internal.store.AuditStore.NewHit;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.quality.api.AuditResult;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.QualityErrors;
import org.karawatt.quality.spi.AuditRule;
import org.karawatt.quality.spi.AuditWindow;
import org.karawatt.quality.spi.Fact;
import org.karawatt.quality.spi.FactSource;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.run.spi.RunHandler;
import org.karawatt.security.api.Permissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Looks at accounts with audit rules, some hundred accounts at a time. Each population is read once for all rules that look at it. What
 * is found is stored with the progress of the run; a trial stores the counts and a sample and nothing else.
 */
@Component
public final class AuditRunHandler implements RunHandler {

    static final String KIND = "quality-audit";
    static final String RULES = "rules";
    static final String MONTH = "month";
    static final String OFFICE = "office";
    static final String TRIAL = "trial";
    private static final String TRUE = "true";
    /** As many accounts as the archives can be asked for at once. */
    private static final int ACCOUNTS_AT_ONCE = 500;
    private static final int SAMPLE = 5;

    private final RuleBook book;
    private final CustomerService customers;
    private final OfficeService offices;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final AuditStore store;

    @Activate
    public AuditRunHandler(@Reference RuleBook book,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference Outbox outbox, @Reference AuditTrail audit) {
        this.book = book;
        this.customers = customers;
        this.offices = offices;
        this.numbering = numbering;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.store = new AuditStore(bulk);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String permission() {
        return Permissions.QUALITY_MANAGE;
    }

    @Override
    public String check(CallContext context, Map<String, String> params) {
        Faults faults = new Faults().text(MONTH, params.get(MONTH), 7).text(OFFICE, params.get(OFFICE), 20)
                .text(RULES, params.get(RULES), 20_000);
        if (faults.isEmpty()) {
            try {
                BillingMonth.parse(params.get(MONTH));
            } catch (DateTimeException e) {
                faults.add(MONTH, KernelErrors.NOT_A_MONTH, params.get(MONTH));
            }
            Map<String, AuditRuleInfo> known = new LinkedHashMap<>();
            book.rules().forEach(rule -> known.put(rule.code(), rule));
            for (String code : codes(params)) {
                if (!known.containsKey(code)) {
                    faults.add(RULES, QualityErrors.RULE_UNKNOWN, code);
                } else if (!known.get(code).available()) {
                    faults.add(RULES, QualityErrors.POPULATION_AWAY, known.get(code).population());
                }
            }
        }
        faults.throwIfAny();
        String code = params.get(OFFICE);
        if (offices.find(context.scope(), code).isEmpty()) {
            throw KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, code);
        }
        return BillingMonth.parse(params.get(MONTH)).value() + "@" + code + (isTrial(params) ? " trial " : " ") + digest(codes(params));
    }

    private static List<String> codes(Map<String, String> params) {
        return Arrays.stream(params.get(RULES).split(",")).map(String::strip).filter(code -> !code.isEmpty()).distinct().sorted().toList();
    }

    private static boolean isTrial(Map<String, String> params) {
        return TRUE.equals(params.get(TRIAL));
    }

    /** The set of rules in few characters, for the key that two unfinished runs must not share. */
    private static String digest(List<String> codes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(String.join(",", codes).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void plan(Map<String, String> params, ItemSink items) {
        customers.accountIds(path(params), id -> items.item(id, 1));
    }

    private String path(Map<String, String> params) {
        String code = params.get(OFFICE);
        return offices.find(CallContext.system().scope(), code)
                .orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, code)).path();
    }

    @Override
    public ChunkResult work(Chunk chunk) {
        AuditWindow window = window(chunk.params());
        Set<Long> below = new HashSet<>();
        String path = path(chunk.params());
        offices.offices(CallContext.system()).stream().filter(office -> office.path().startsWith(path)).forEach(o -> below.add(o.id()));
        int limit = Math.min(chunk.limit(), ACCOUNTS_AT_ONCE);
        List<AccountTerms> accounts = new ArrayList<>();
        long lastKey = chunk.toKey();
        for (AccountTerms account : customers.terms(chunk.afterKey() + 1, chunk.toKey(), window.on())) {
            if (accounts.size() == limit) {
                lastKey = accounts.get(limit - 1).accountId();
                break;
            }
            if (below.contains(account.officeId())) {
                accounts.add(account);
            }
        }
        if (!accounts.isEmpty()) {
            new Look(chunk, window, accounts).run();
        }
        return new ChunkResult(lastKey, accounts.size(), List.of());
    }

    /** Archives as they are on the last day of the month, or today when the month is not over. */
    private AuditWindow window(Map<String, String> params) {
        BillingMonth month = BillingMonth.parse(params.get(MONTH));
        LocalDate last = month.next().firstDay().minusDays(1);
        return new AuditWindow(last.isAfter(clock.today()) ? clock.today() : last, month);
    }

    /** One look at some accounts. Used by one thread. */
    private final class Look {
        private final Chunk chunk;
        private final AuditWindow window;
        private final long from;
        private final long to;
        private final Set<Long> accounts = new HashSet<>();
        private final Map<String, Found> found = new LinkedHashMap<>();

        Look(Chunk chunk, AuditWindow window, List<AccountTerms> accounts) {
            this.chunk = chunk;
            this.window = window;
            this.from = accounts.get(0).accountId();
            this.to = accounts.get(accounts.size() - 1).accountId();
            accounts.forEach(account -> this.accounts.add(account.accountId()));
        }

        /** What one rule has found. */
        private final class Found {
            private final AuditRuleInfo rule;
            private final List<Fact> facts = new ArrayList<>();
            private long examined;

            Found(AuditRuleInfo rule) {
                this.rule = rule;
            }
        }

        void run() {
            Map<String, List<DeclaredRule>> byPopulation = new LinkedHashMap<>();
            for (String code : codes(chunk.params())) {
                AuditRule service = book.service(code).orElse(null);
                if (service == null) {
                    DeclaredRule rule = book.declared(code)
                            .orElseThrow(() -> KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, code));
                    found.put(code, new Found(rule.info()));
                    byPopulation.computeIfAbsent(rule.info().population(), p -> new ArrayList<>()).add(rule);
                } else {
                    Found mine = new Found(service.info());
                    found.put(code, mine);
                    mine.examined = service.examine(window, from, to, fact -> keep(mine, fact));
                }
            }
            byPopulation.forEach((population, rules) -> {
                FactSource source = book.source(population)
                        .orElseThrow(() -> KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, population));
                source.read(window, from, to, fact -> look(rules, fact));
            });
            Set<Key> excluded = store.excluded(from, to, clock.today());
            found.values().forEach(each -> store(each, excluded));
        }

        private void look(List<DeclaredRule> rules, Fact fact) {
            if (!accounts.contains(fact.accountId())) {
                return;
            }
            for (DeclaredRule rule : rules) {
                if (rule.looksAt(fact, window.on())) {
                    Found mine = found.get(rule.info().code());
                    mine.examined++;
                    if (rule.finds(fact, window.on())) {
                        keep(mine, rule.told(fact));
                    }
                }
            }
        }

        private void keep(Found mine, Fact fact) {
            if (accounts.contains(fact.accountId())) {
                mine.facts.add(fact);
            }
        }

        private void store(Found each, Set<Key> excluded) {
            AuditRuleInfo rule = each.rule;
            List<Fact> faulty = each.facts.stream().filter(fact -> !excluded.contains(key(rule, fact))).toList();
            List<Fact> fresh = isTrial(chunk.params()) ? List.of() : fresh(rule, faulty);
            store.result(chunk.runId(), chunk.afterKey(), new AuditResult(rule.code(), each.examined, faulty.size(), fresh.size(),
                    each.facts.size() - faulty.size(), faulty.stream().limit(SAMPLE).map(fact -> new AuditResult.Sample(fact.accountNo(),
                            fact.object(), FactText.texts(fact))).toList()));
        }

        private List<Fact> fresh(AuditRuleInfo rule, List<Fact> faulty) {
            String in = switch (rule.window()) {
                case "MONTH" -> window.month().toString();
                case "YEAR" -> String.valueOf(window.month().year());
                default -> "-";
            };
            Set<Key> known = faulty.isEmpty() ? Set.of() : store.known(from, to, rule.code(), in);
            Map<Key, Fact> fresh = new LinkedHashMap<>();
            faulty.stream().filter(fact -> !known.contains(key(rule, fact))).forEach(fact -> fresh.putIfAbsent(key(rule, fact), fact));
            if (!fresh.isEmpty()) {
                long[] id = {numbering.block(Numbering.ID, fresh.size())};
                store.insert(fresh.entrySet().stream().map(entry -> new NewHit(id[0]++, entry.getKey(), rule.nameZh(), rule.nameEn(),
                        rule.theme(), rule.severity(), rule.dispatched(), entry.getValue().officeId(), entry.getValue().accountNo(), in,
                        FactText.of(entry.getValue()), chunk.runId())).toList(), clock.now());
            }
            return List.copyOf(fresh.values());
        }

        private Key key(AuditRuleInfo rule, Fact fact) {
            return new Key(fact.accountId(), rule.code(), fact.object());
        }
    }

    @Override
    public String finish(long runId, Map<String, String> params) {
        long hits = 0;
        long fresh = 0;
        for (AuditResult result : store.results(runId)) {
            hits += result.hits();
            fresh += result.fresh();
        }
        if (!isTrial(params)) {
            outbox.publish("karawatt/quality/audit/finished", String.valueOf(runId), Map.of("run", runId, "hits", hits, "fresh", fresh));
        }
        audit.record(CallContext.system(), isTrial(params) ? "quality.audit.tried" : "quality.audit.finished", "run", runId,
                hits + " hits, " + fresh + " fresh");
        return "{\"hits\":" + hits + ",\"fresh\":" + fresh + "}";
    }
}
