package org.karawatt.portal.internal.service;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.api.PortalLogin;
import org.karawatt.portal.api.PortalStaffService;
import org.karawatt.portal.internal.calc.MaskedEmail;
import org.karawatt.portal.internal.config.PortalConfig;
import org.karawatt.portal.internal.store.ApplicationStore;
import org.karawatt.portal.internal.store.LoginStore;
import org.karawatt.portal.internal.store.LoginStore.Known;
import org.karawatt.portal.internal.store.LoginStore.Since;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What staff sees of customers' logins and does about them. */
@Component(service = PortalStaffService.class, configurationPid = PortalConfig.PID)
public final class DefaultPortalStaffService implements PortalStaffService {

    private static final String ADMIN = "portal.admin";
    private static final String LOGIN = "portal-login";
    private static final int MOST_TEXT = 120;
    private static final int MOST_REASON = 200;
    private static final int MOST = 50;

    private final UnitOfWork work;
    private final LoginStore logins;
    private final ApplicationStore applications;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final BusinessClock clock;
    private final CustomerService customers;
    private final OfficeService offices;

    @Activate
    public DefaultPortalStaffService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference AuditTrail audit, @Reference BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices, PortalConfig config) {
        this.work = work;
        this.logins = new LoginStore(bulk);
        this.applications = new ApplicationStore(bulk);
        this.sessions = new Sessions(bulk, config);
        this.audit = audit;
        this.clock = clock;
        this.customers = customers;
        this.offices = offices;
    }

    @Override
    public List<PortalLogin> find(CallContext context, String emailOrAccountNo) {
        context.require(ADMIN);
        new Faults().text("text", emailOrAccountNo, MOST_TEXT).throwIfAny();
        String text = emailOrAccountNo.strip();
        return work.readOnly(() -> (text.contains("@") ? logins.knownByEmail(text.toLowerCase(Locale.ROOT)).stream().toList()
                : ofAccount(context, text)).stream().flatMap(known -> seen(context, known).stream()).toList());
    }

    private List<Known> ofAccount(CallContext context, String accountNo) {
        return account(context, accountNo).map(account -> logins.ofAccount(account.accountId(), MOST)).orElse(List.of());
    }

    /** The account with this number, if it is with the caller's offices. */
    private Optional<AccountTerms> account(CallContext context, String accountNo) {
        return Optional.ofNullable(customers.termsByNumber(List.of(accountNo)).get(accountNo))
                .filter(account -> covers(context).test(account.officeId()));
    }

    private Predicate<Long> covers(CallContext context) {
        return officeId -> context.scope().isAll()
                || context.scope().covers(offices.office(Narrow.offices(context.locale()), officeId).path());
    }

    @Override
    public PortalLogin login(CallContext context, long loginId) {
        context.require(ADMIN);
        return work.readOnly(() -> reachable(context, loginId));
    }

    private PortalLogin reachable(CallContext context, long loginId) {
        return logins.known(loginId).flatMap(known -> seen(context, known))
                .orElseThrow(() -> KarawattException.notFound(PortalErrors.LOGIN_UNKNOWN, loginId));
    }

    /** The login as the caller sees it; empty when it is out of his reach. */
    private Optional<PortalLogin> seen(CallContext context, Known known) {
        List<Since> links = logins.linksSince(known.id());
        Map<Long, Contact> contacts = links.isEmpty() ? Map.of()
                : customers.contacts(links.stream().map(each -> each.link().accountId()).toList());
        Predicate<Long> covers = covers(context);
        List<PortalLogin.Link> near = links.stream().filter(each -> contacts.containsKey(each.link().accountId())
                        && covers.test(contacts.get(each.link().accountId()).officeId()))
                .map(each -> link(each, contacts.get(each.link().accountId()))).sorted(Comparator.comparing(PortalLogin.Link::accountNo)).toList();
        boolean within = context.scope().isAll() || !near.isEmpty()
                || applications.newest(known.id(), MOST).stream().anyMatch(each -> covers.test(each.officeId()));
        return !within ? Optional.empty() : Optional.of(new PortalLogin(known.id(),
                context.may("customer.reveal") ? known.email() : MaskedEmail.of(known.email()), known.createdAt(), known.lastLoginAt(),
                known.lockedAt(), known.lockedBy(), known.lockReason(), sessions.running(known.id(), clock.now()), near,
                links.size() - near.size()));
    }

    private static PortalLogin.Link link(Since since, Contact contact) {
        return new PortalLogin.Link(contact.accountNo(), since.linkedAt(), contact.customerId() == since.link().customerId());
    }

    @Override
    public PortalLogin lock(CallContext context, long loginId, String reason) {
        context.require(ADMIN);
        new Faults().text("reason", reason, MOST_REASON).throwIfAny();
        return changed(context, loginId, () -> {
            if (logins.close(loginId, context.user(), reason.strip(), clock.now())) {
                sessions.closeAll(loginId);
                audit.record(context, "portal.locked", LOGIN, loginId, reason.strip());
            }
        });
    }

    @Override
    public PortalLogin unlock(CallContext context, long loginId) {
        context.require(ADMIN);
        return changed(context, loginId, () -> {
            if (logins.reopen(loginId)) {
                audit.record(context, "portal.unlocked", LOGIN, loginId, null);
            }
        });
    }

    @Override
    public PortalLogin endSessions(CallContext context, long loginId) {
        context.require(ADMIN);
        return changed(context, loginId, () -> {
            sessions.closeAll(loginId);
            audit.record(context, "portal.sessions-ended", LOGIN, loginId, null);
        });
    }

    @Override
    public PortalLogin unlink(CallContext context, long loginId, String accountNo) {
        context.require(ADMIN);
        new Faults().text("accountNo", accountNo, MOST_TEXT).throwIfAny();
        return changed(context, loginId, () -> {
            AccountTerms account = account(context, accountNo.strip()).filter(each -> logins.unlink(loginId, each.accountId()))
                    .orElseThrow(() -> KarawattException.notFound(PortalErrors.ACCOUNT_UNKNOWN, accountNo.strip()));
            audit.record(context, "portal.unlinked", "account", account.accountId(), "portal:" + loginId);
        });
    }

    /** What the login is after a change; after the last link within reach was taken away it is still told once. */
    private PortalLogin changed(CallContext context, long loginId, Runnable change) {
        return work.required(() -> {
            PortalLogin before = reachable(context, loginId);
            change.run();
            return logins.known(loginId).flatMap(known -> seen(context, known)).orElse(before);
        });
    }
}
