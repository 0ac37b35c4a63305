package org.karawatt.portal.internal.service;

import java.util.List;
import java.util.Optional;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillingService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.Customer;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.portal.api.AccountProof;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.api.PortalVisitor;
import org.karawatt.portal.internal.calc.Holding;
import org.karawatt.portal.internal.calc.PersonalSecret;
import org.karawatt.portal.internal.store.LoginStore.Link;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether somebody is the customer of an account. Every no is the same no, whichever part was wrong. */
@Component(service = Proofs.class)
public final class Proofs {

    private static final int LAST_BILLS = 3;
    private static final int LOOKED_AT = 50;
    private static final int MOST_NUMBER = 20;
    private static final int MOST_SECRET = 40;

    private final CustomerService customers;
    private final BillingService billing;
    private final OfficeService offices;

    @Activate
    public Proofs(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.customers = customers;
        this.billing = billing;
        this.offices = offices;
    }

    /** What is missing in the form; says nothing about what is with the records. */
    static void check(String prefix, AccountProof proof, Faults faults) {
        faults.text(prefix + "accountNo", proof.accountNo(), MOST_NUMBER).required(prefix + "month", proof.month())
                .required(prefix + "amount", proof.amount()).text(prefix + "secret", proof.secret(), MOST_SECRET);
    }

    /** The account and its customer. The tries have been counted. */
    Link proven(PortalVisitor visitor, AccountProof proof) {
        return find(visitor, proof).orElseThrow(() -> KarawattException.invalid(PortalErrors.PROOF_WRONG));
    }

    private Optional<Link> find(PortalVisitor visitor, AccountProof proof) {
        String number = proof.accountNo().strip();
        AccountTerms terms = customers.termsByNumber(List.of(number)).get(number);
        if (terms == null) {
            return Optional.empty();
        }
        String path = Narrow.office(offices, visitor, terms.officeId()).path();
        CallContext reader = Narrow.of(visitor, path, "customer.read", "customer.reveal", "billing.read");
        Account account = customers.account(reader, number);
        // a customer may be with another office than one of his accounts
        CallContext anywhere = new CallContext(reader.user(), reader.permissions(), OfficeScope.ALL, reader.locale(), reader.channel(),
                null);
        Customer customer = customers.customer(anywhere, account.customerNo());
        boolean known = PersonalSecret.matches(proof.secret(), customer.idNumber(), customer.phone());
        boolean billed = lastBills(reader, number, Holding.since(customers.holders(reader, number), account)).stream()
                .anyMatch(bill -> bill.month().equals(proof.month()) && bill.amount().compareTo(proof.amount()) == 0);
        return known && billed ? Optional.of(new Link(account.id(), account.customerId())) : Optional.empty();
    }

    private List<Bill> lastBills(CallContext reader, String accountNo, Holding holding) {
        return billing.bills(reader, new BillQuery(null, accountNo, null, null, null), PageRequest.first(LOOKED_AT)).items().stream()
                .filter(holding::shows).limit(LAST_BILLS).toList();
    }
}
