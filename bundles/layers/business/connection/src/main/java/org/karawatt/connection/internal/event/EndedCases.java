package org.karawatt.connection.internal.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountQuery;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.EventFeed;
import org.karawatt.kernel.work.EventFeed.StoredEvent;
import org.karawatt.kernel.work.EventFeed.Taken;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the change of an account whose case has ended on another way than through its archive: refused, withdrawn, terminated. What ended while
 * this bundle was away is caught up when it comes, on a thread of its own that ends with that, and with every case that changes. Thread-safe.
 */
@Component(service = EventHandler.class, immediate = true, property = "event.topics=" + EndedCases.TOPIC)
public final class EndedCases implements EventHandler {

    static final String TOPIC = "karawatt/workflow/case/changed";
    private static final String CONSUMER = "connection.ended-cases";
    private static final Logger LOG = LoggerFactory.getLogger(EndedCases.class);
    private static final List<CaseStatus> OPEN = List.of(CaseStatus.OPEN, CaseStatus.SUSPENDED);
    private static final List<CaseStatus> OVER = List.of(CaseStatus.CLOSED, CaseStatus.TERMINATED);
    private static final Set<String> ENDS = Set.of("CLOSED", "TERMINATED");
    private static final String IN_CHANGE = "IN_CHANGE";

    private final UnitOfWork work;
    private final CaseService cases;
    private final CustomerService customers;
    private final EventFeed feed;
    private volatile boolean stopped;

    @Activate
    public EndedCases(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CaseService cases,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers, @Reference EventFeed feed) {
        this.work = work;
        this.cases = cases;
        this.customers = customers;
        this.feed = feed;
    }

    @Activate
    void start() {
        Thread catchUp = new Thread(this::catchUpOrSay, "karawatt-connection-catch-up");
        catchUp.setDaemon(true);
        catchUp.start();
    }

    @Deactivate
    void stop() {
        stopped = true;
    }

    /** The feed may not hold yet what is told here. */
    @Override
    public void handleEvent(Event event) {
        if (ENDS.contains(event.getProperty("kind")) && event.getProperty("caseNo") instanceof String caseNo) {
            ended(caseNo);
        }
        catchUpOrSay();
    }

    private void catchUpOrSay() {
        try {
            catchUp();
        } catch (RuntimeException e) {
            LOG.warn("cases that have ended meanwhile could not be caught up; it is tried again with the next change of a case", e);
        }
    }

    /** Takes what this bundle has not heard of yet; what the feed no longer has, the records of the accounts tell. */
    public void catchUp() {
        boolean more = true;
        while (more && !stopped) {
            // in one unit with the position, because a gap is told once
            more = work.required(() -> {
                Taken taken = feed.take(CONSUMER, List.of(TOPIC), EventFeed.MOST, events -> events.stream().map(StoredEvent::payload)
                        .filter(event -> ENDS.contains(event.get("kind"))).forEach(event -> ended((String) event.get("caseNo"))));
                if (taken.gap()) {
                    lookAtAccounts();
                }
                return taken.more();
            });
        }
    }

    /** Ends the change of every account whose change has ended, by what its cases say. */
    private void lookAtAccounts() {
        CallContext system = CallContext.system();
        List<Account> changing = new ArrayList<>();
        Page<Account> page;
        do {
            page = customers.find(system, new AccountQuery(null, null, null, IN_CHANGE), new PageRequest(changing.size(), PageRequest.MAX_LIMIT));
            changing.addAll(page.items());
        } while (!page.items().isEmpty() && changing.size() < page.total());
        for (Account account : changing) {
            if (!changes(account.id(), OPEN) && changes(account.id(), OVER)) {
                customers.endChange(system, account.accountNo());
            }
        }
    }

    /** Events may come twice and late: what the case says now counts. */
    public void ended(String caseNo) {
        CallContext system = CallContext.system();
        WorkCase ended = cases.byNumber(system, caseNo);
        boolean over = ended.status() == CaseStatus.CLOSED || ended.status() == CaseStatus.TERMINATED;
        if (over && ended.accountId() != null && ConnectionProcesses.CHANGES.contains(ended.processKey())
                && !changes(ended.accountId(), OPEN)) {
            customers.endChange(system, customers.account(system, ended.accountId()).accountNo());
        }
    }

    /** Whether an account has a change that stands like this. */
    private boolean changes(long accountId, List<CaseStatus> standing) {
        return ConnectionProcesses.CHANGES.stream().anyMatch(process -> standing.stream().anyMatch(status -> cases.cases(CallContext.system(),
                new CaseQuery(process, status, accountId, null, null, null), PageRequest.first(1)).total() > 0));
    }
}
