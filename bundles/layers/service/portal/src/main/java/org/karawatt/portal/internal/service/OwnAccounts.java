package org.karawatt.portal.internal.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillingService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.internal.calc.Holding;
import org.karawatt.portal.internal.store.LoginStore;
import org.karawatt.portal.internal.store.LoginStore.Link;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The one place that says what is a caller's own. A link counts as long as the account is with the customer who was proved; a bill is his
 * when its account is, and its period began since then. Everything else does not exist for him.
 */
@Component(service = OwnAccounts.class)
public final class OwnAccounts {

    private static final int MOST_BILLS = 2_000;
    private static final int MOST_NUMBER = 40;

    private final UnitOfWork work;
    private final LoginStore logins;
    private final CustomerService customers;
    private final BillingService billing;
    private final OfficeService offices;

    /** An own account. {@code officePath} is its office, for which the layers below are asked. */
    record Own(long accountId, String accountNo, String officePath) {

        CallContext reader(PortalCaller caller, String... permissions) {
            return Narrow.of(caller, officePath, permissions);
        }
    }

    @Activate
    public OwnAccounts(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.work = work;
        this.logins = new LoginStore(bulk);
        this.customers = customers;
        this.billing = billing;
        this.offices = offices;
    }

    /** All own accounts, by number. */
    List<Own> all(PortalCaller caller) {
        List<Link> links = work.readOnly(() -> logins.links(caller.loginId()));
        if (links.isEmpty()) {
            return List.of();
        }
        // only to learn where the accounts are and whose; what is shown is read for their office
        Map<Long, Contact> contacts = customers.contacts(links.stream().map(Link::accountId).toList());
        return links.stream().filter(link -> contacts.containsKey(link.accountId())
                        && contacts.get(link.accountId()).customerId() == link.customerId())
                .map(link -> own(caller, contacts.get(link.accountId()))).sorted(Comparator.comparing(Own::accountNo)).toList();
    }

    private Own own(PortalCaller caller, Contact contact) {
        return new Own(contact.accountId(), contact.accountNo(), Narrow.office(offices, caller.visitor(), contact.officeId()).path());
    }

    /** The own account with this number; every other number is NOT_FOUND. */
    Own account(PortalCaller caller, String accountNo) {
        return all(caller).stream().filter(own -> own.accountNo().equals(accountNo)).findFirst()
                .orElseThrow(() -> KarawattException.notFound(PortalErrors.ACCOUNT_UNKNOWN, shown(accountNo)));
    }

    /** The account as it is with the records, unmasked. */
    Account details(PortalCaller caller, Own own) {
        return customers.account(own.reader(caller, "customer.read", "customer.reveal"), own.accountId());
    }

    Holding holding(PortalCaller caller, Own own) {
        CallContext reader = own.reader(caller, "customer.read");
        return Holding.since(customers.holders(reader, own.accountNo()), customers.account(reader, own.accountId()));
    }

    /** The bills of an own account that are his, newest first, without lines. */
    List<Bill> bills(PortalCaller caller, Own own) {
        Holding holding = holding(caller, own);
        CallContext reader = own.reader(caller, "billing.read");
        List<Bill> found = new ArrayList<>();
        Page<Bill> page;
        do {
            page = billing.bills(reader, new BillQuery(null, own.accountNo(), null, null, null),
                    new PageRequest(found.size(), PageRequest.MAX_LIMIT));
            found.addAll(page.items());
        } while (!page.items().isEmpty() && found.size() < Math.min(page.total(), MOST_BILLS));
        return found.stream().filter(bill -> bill.accountId() == own.accountId() && holding.shows(bill)).toList();
    }

    /** The account of an own bill, and the bill with its lines; every other number is NOT_FOUND. */
    Map.Entry<Own, Bill> bill(PortalCaller caller, String billNo) {
        List<Own> all = all(caller);
        return found(caller, all, billNo).flatMap(bill -> all.stream().filter(own -> own.accountId() == bill.accountId()
                        && holding(caller, own).shows(bill)).findFirst().map(own -> Map.entry(own, bill)))
                .orElseThrow(() -> KarawattException.notFound(PortalErrors.BILL_UNKNOWN, shown(billNo)));
    }

    private Optional<Bill> found(PortalCaller caller, Collection<Own> all, String billNo) {
        Set<String> paths = all.stream().map(Own::officePath).filter(Objects::nonNull).collect(Collectors.toSet());
        if (paths.isEmpty() || billNo == null || billNo.length() > MOST_NUMBER) {
            return Optional.empty();
        }
        CallContext one = Narrow.of(caller, paths.iterator().next(), "billing.read");
        CallContext reader = new CallContext(one.user(), one.permissions(), new OfficeScope(paths), one.locale(), one.channel(), null);
        try {
            // the number itself and not an id, which is accepted there too
            return Optional.of(billing.bill(reader, billNo)).filter(bill -> billNo.equals(bill.billNo()));
        } catch (KarawattException e) {
            if (e.kind() != KarawattException.Kind.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        return text == null ? "" : text.substring(0, Math.min(MOST_NUMBER, text.length()));
    }
}
