package org.karawatt.customer.internal.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountDraft;
import org.karawatt.customer.api.AccountHolder;
import org.karawatt.customer.api.AccountLoad;
import org.karawatt.customer.api.AccountQuery;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CapacityTerms;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.Customer;
import org.karawatt.customer.api.CustomerDraft;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.customer.api.LoadedAccount;
import org.karawatt.customer.api.Reclassification;
import org.karawatt.customer.internal.calc.CustomerChecks;
import org.karawatt.customer.internal.calc.Masking;
import org.karawatt.customer.internal.store.CustomerStore;
import org.karawatt.customer.internal.store.CustomerStore.Found;
import org.karawatt.customer.internal.store.CustomerStore.Keys;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.text.Mask;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.EntityStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Customers, premises, accounts and supply agreements. */
@Component
public final class DefaultCustomerService implements CustomerService {

    private static final int MAX_LOAD = 5_000;
    private static final int MAX_IDS = 500;
    private static final int MAX_NUMBER_TRIES = 1_000;
    private static final String READ = "customer.read";
    private static final String WRITE = "customer.write";
    private static final String REVEAL = "customer.reveal";
    private static final String ACTIVE = "ACTIVE";
    private static final String IN_CHANGE = "IN_CHANGE";
    private static final String CLOSED = "CLOSED";

    private final UnitOfWork work;
    private final CustomerStore store;
    private final Numbering numbering;
    private final History history;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final BusinessClock clock;
    private final CodeService codes;
    private final OfficeService offices;

    @Activate
    public DefaultCustomerService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EntityStore entities,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) History history,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Outbox outbox,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices) {
        this.work = work;
        this.store = new CustomerStore(entities, bulk);
        this.numbering = numbering;
        this.history = history;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
        this.codes = codes;
        this.offices = offices;
    }

    @Override
    public Page<Account> find(CallContext context, AccountQuery query, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> store.find(context.scope(), query, page, clock.today())).map(found -> masked(context, found));
    }

    @Override
    public Account account(CallContext context, String accountNo) {
        context.require(READ);
        return work.readOnly(() -> store.account(context.scope(), accountNo, clock.today()).map(found -> masked(context, found))
                .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, accountNo)));
    }

    @Override
    public Account account(CallContext context, long accountId) {
        context.require(READ);
        return work.readOnly(() -> store.account(context.scope(), accountId, clock.today()).map(found -> masked(context, found))
                .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, accountId)));
    }

    @Override
    public Customer customer(CallContext context, String customerNo) {
        context.require(READ);
        return work.readOnly(() -> masked(context, known(context, customerNo)));
    }

    @Override
    public List<Account> accountsOf(CallContext context, String customerNo) {
        context.require(READ);
        return work.readOnly(() -> store.accountsOf(context.scope(), known(context, customerNo).id(), MAX_IDS, clock.today()).stream()
                .map(found -> masked(context, found)).toList());
    }

    @Override
    public Customer createCustomer(CallContext context, CustomerDraft draft) {
        context.require(WRITE);
        return work.required(() -> {
            Office office = office(context, draft.officeCode());
            Faults faults = new Faults();
            checks().customer(faults, "", draft, office);
            faults.throwIfAny();
            Customer customer = store.insertCustomer(numbering.nextId(), freeNumber("customer-no", store::takenCustomerNumbers), draft,
                    office.id(), clock.today());
            history.record(context, "customer.customer", customer.id(), Map.of(), fields(customer));
            written(context, "customer", "created", customer.id(), customer.customerNo());
            return masked(context, customer);
        });
    }

    @Override
    public Customer updateCustomer(CallContext context, String customerNo, int version, CustomerDraft draft) {
        context.require(WRITE);
        return work.required(() -> {
            Customer before = known(context, customerNo);
            if (before.version() != version) {
                throw KarawattException.conflict(KernelErrors.STALE_VERSION);
            }
            CustomerDraft full = unmasked(context, before, draft);
            Office office = office(context, full.officeCode());
            Faults faults = new Faults();
            checks().customer(faults, "", full, office);
            faults.throwIfAny();
            Customer after = store.updateCustomer(before.id(), full, office.id());
            history.record(context, "customer.customer", after.id(), fields(before), fields(after));
            written(context, "customer", "changed", after.id(), customerNo);
            return masked(context, after);
        });
    }

    @Override
    public Account createAccount(CallContext context, AccountDraft draft) {
        context.require(WRITE);
        try {
            return work.required(() -> createAccountInUnit(context, draft));
        } catch (DuplicateKeyException e) {
            throw taken(draft.accountNo(), e);
        }
    }

    @Override
    public Account reclassify(CallContext context, String accountNo, int version, Reclassification change) {
        context.require(WRITE);
        return work.required(() -> {
            Account before = store.account(context.scope(), accountNo, clock.today()).map(Found::account)
                    .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, accountNo));
            if (before.version() != version) {
                throw KarawattException.conflict(KernelErrors.STALE_VERSION);
            }
            Faults faults = new Faults();
            checks().reclassification(faults, change);
            faults.throwIfAny();
            LocalDate since = store.classFrom(before.id());
            if (!change.from().isAfter(since)) {
                throw KarawattException.conflict(CustomerErrors.CLASS_DATED, accountNo, since);
            }
            store.reclassify(before.id(), numbering.nextId(), change);
            history.record(context, "customer.account", before.id(),
                    classification(since, before.usageClass(), before.industryCode(), before.voltageCode()),
                    classification(change.from(), change.usageClass(), change.industryCode(), change.voltageCode()));
            written(context, "account", "reclassified", before.id(), accountNo);
            return masked(context, store.account(context.scope(), before.id(), clock.today()).orElseThrow());
        });
    }

    @Override
    public Account transfer(CallContext context, String accountNo, int version, String customerNo, LocalDate from) {
        context.require(WRITE);
        return work.required(() -> {
            Account before = open(context, accountNo, version);
            Faults faults = new Faults().required("from", from);
            Customer customer = customerNo == null ? null : store.customer(context.scope(), customerNo).orElse(null);
            if (customer == null) {
                faults.add("customerNo", CustomerErrors.CUSTOMER_UNKNOWN, String.valueOf(customerNo));
            }
            inPast(faults, "from", from);
            faults.throwIfAny();
            LocalDate since = store.heldSince(before.id());
            if (before.customerId() == customer.id() || !from.isAfter(since)) {
                throw KarawattException.conflict(CustomerErrors.HOLDER_DATED, accountNo, since, before.customerNo());
            }
            store.transfer(before.id(), numbering.nextId(), since, customer.id(), from);
            return changed(context, before, "transferred", Map.of("customerNo", before.customerNo(), "heldSince", since),
                    Map.of("customerNo", customerNo, "heldSince", from));
        });
    }

    @Override
    public List<AccountHolder> holders(CallContext context, String accountNo) {
        context.require(READ);
        return work.readOnly(() -> {
            Account account = found(context, accountNo);
            List<AccountHolder> holders = new ArrayList<>(formerHolders(context, List.of(account.id())).getOrDefault(account.id(), List.of()));
            Account shown = masked(context, store.account(context.scope(), account.id(), clock.today()).orElseThrow());
            holders.add(new AccountHolder(shown.customerId(), shown.customerNo(), shown.customerName(), store.heldSince(account.id()), null));
            return holders;
        });
    }

    @Override
    public Account beginChange(CallContext context, String accountNo) {
        context.require(WRITE);
        return work.required(() -> {
            Account before = found(context, accountNo);
            if (CLOSED.equals(before.status())) {
                throw KarawattException.conflict(CustomerErrors.CLOSED, accountNo);
            }
            return marked(context, before, ACTIVE, IN_CHANGE, "change-begun");
        });
    }

    @Override
    public Account endChange(CallContext context, String accountNo) {
        context.require(WRITE);
        return work.required(() -> marked(context, found(context, accountNo), IN_CHANGE, ACTIVE, "change-ended"));
    }

    private Account marked(CallContext context, Account before, String from, String to, String verb) {
        if (!before.status().equals(from)) {
            return masked(context, store.account(context.scope(), before.id(), clock.today()).orElseThrow());
        }
        store.status(before.id(), to, null);
        return changed(context, before, verb, Map.of("status", from), Map.of("status", to));
    }

    @Override
    public Account close(CallContext context, String accountNo, int version, LocalDate on) {
        context.require(WRITE);
        return work.required(() -> {
            Account before = open(context, accountNo, version);
            Faults faults = new Faults().required("on", on);
            inPast(faults, "on", on);
            if (on != null && !on.isAfter(before.openedOn())) {
                faults.add("on", CustomerErrors.CLOSED_BEFORE, accountNo, before.openedOn());
            }
            faults.throwIfAny();
            store.status(before.id(), CLOSED, on);
            return changed(context, before, "closed", Map.of("status", before.status()), Map.of("status", CLOSED, "closedOn", on));
        });
    }

    @Override
    public Account agree(CallContext context, String accountNo, int version, CapacityTerms terms) {
        context.require(WRITE);
        return work.required(() -> {
            Account before = open(context, accountNo, version);
            Faults faults = new Faults();
            checks().capacity(faults, terms);
            faults.throwIfAny();
            store.agreedSince(before.id()).filter(since -> !terms.from().isAfter(since)).ifPresent(since -> {
                throw KarawattException.conflict(CustomerErrors.AGREEMENT_DATED, accountNo, since);
            });
            store.agree(before.id(), accountNo, numbering.nextId(), terms);
            Map<String, Object> old = new LinkedHashMap<>();
            old.put("contractCapacityKva", before.contractCapacityKva());
            old.put("runningCapacityKva", before.runningCapacityKva());
            return changed(context, before, "agreed", old, Map.of("contractCapacityKva", terms.contractKva(), "runningCapacityKva",
                    terms.runningKva(), "agreedFrom", terms.from()));
        });
    }

    private Account found(CallContext context, String accountNo) {
        return store.account(context.scope(), String.valueOf(accountNo), clock.today()).map(Found::account)
                .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, String.valueOf(accountNo)));
    }

    /** An account that may be changed: of this version and not closed. */
    private Account open(CallContext context, String accountNo, int version) {
        Account account = found(context, accountNo);
        if (account.version() != version) {
            throw KarawattException.conflict(KernelErrors.STALE_VERSION);
        }
        if (CLOSED.equals(account.status())) {
            throw KarawattException.conflict(CustomerErrors.CLOSED, accountNo);
        }
        return account;
    }

    private void inPast(Faults faults, String field, LocalDate day) {
        if (day != null && day.isAfter(clock.today())) {
            faults.add(field, CustomerErrors.IN_FUTURE);
        }
    }

    private Account changed(CallContext context, Account account, String verb, Map<String, Object> before, Map<String, Object> after) {
        history.record(context, "customer.account", account.id(), before, after);
        written(context, "account", verb, account.id(), account.accountNo());
        return masked(context, store.account(context.scope(), account.id(), clock.today()).orElseThrow());
    }

    @Override
    public List<AccountTerms> terms(long fromId, long toId, LocalDate on) {
        return work.readOnly(() -> store.terms(fromId, toId, on));
    }

    @Override
    public void accountIds(String officePath, LongConsumer consumer) {
        work.readOnly(() -> {
            store.accountIds(officePath, consumer);
            return null;
        });
    }

    @Override
    public Map<Long, Account> byIds(CallContext context, Collection<Long> accountIds) {
        context.require(READ);
        if (accountIds.size() > MAX_IDS) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_IDS);
        }
        if (accountIds.isEmpty()) {
            return Map.of();
        }
        return work.readOnly(() -> store.accounts(context.scope(), accountIds, clock.today())).stream()
                .collect(Collectors.toMap(found -> found.account().id(), found -> masked(context, found)));
    }

    @Override
    public Map<Long, List<AccountHolder>> formerHolders(CallContext context, Collection<Long> accountIds) {
        context.require(READ);
        if (accountIds.size() > MAX_IDS) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_IDS);
        }
        if (accountIds.isEmpty()) {
            return Map.of();
        }
        return work.readOnly(() -> store.formerHolders(context.scope(), accountIds)).stream().collect(Collectors.groupingBy(
                CustomerStore.Holder::accountId, Collectors.mapping(former -> masked(context, former), Collectors.toList())));
    }

    private static AccountHolder masked(CallContext context, CustomerStore.Holder former) {
        AccountHolder holder = former.holder();
        return context.may(REVEAL) || !former.person() ? holder
                : new AccountHolder(holder.customerId(), holder.customerNo(), Mask.value(holder.name()), holder.from(), holder.to());
    }

    @Override
    public Map<Long, Contact> contacts(Collection<Long> accountIds) {
        if (accountIds.size() > MAX_LOAD) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_LOAD);
        }
        return work.readOnly(() -> store.contacts(accountIds)).stream().collect(Collectors.toMap(Contact::accountId, Function.identity()));
    }

    @Override
    public Map<String, AccountTerms> termsByNumber(Collection<String> accountNos) {
        if (accountNos.size() > MAX_LOAD) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_LOAD);
        }
        return work.readOnly(() -> store.termsByNumber(new HashSet<>(accountNos), clock.today())).stream()
                .collect(Collectors.toMap(AccountTerms::accountNo, Function.identity()));
    }

    @Override
    public List<LoadedAccount> load(CallContext context, List<AccountLoad> batch) {
        context.require(WRITE);
        if (batch.size() > MAX_LOAD) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_LOAD);
        }
        return batch.isEmpty() ? List.of() : work.required(() -> loadInUnit(context, batch));
    }

    private Account createAccountInUnit(CallContext context, AccountDraft draft) {
        Office office = office(context, draft.officeCode());
        Faults faults = new Faults();
        checks().account(faults, "", draft, office);
        CustomerChecks.number(faults, "accountNo", draft.accountNo(), 20);
        Customer customer = null;
        if (draft.customerNo() == null) {
            faults.add("customerNo", KernelErrors.REQUIRED);
        } else {
            customer = store.customer(context.scope(), draft.customerNo()).orElse(null);
            if (customer == null) {
                faults.add("customerNo", CustomerErrors.CUSTOMER_UNKNOWN, draft.customerNo());
            }
        }
        faults.throwIfAny();
        if (draft.accountNo() != null && !store.takenAccountNumbers(Set.of(draft.accountNo())).isEmpty()) {
            throw taken(draft.accountNo(), null);
        }
        String accountNo = draft.accountNo() != null ? draft.accountNo() : freeNumber("account-no", store::takenAccountNumbers);
        long first = numbering.block(Numbering.ID, 3);
        store.insertAccount(new Keys(customer.id(), first, first + 1, first + 2, customer.officeId(), office.id()), accountNo, draft);
        Account account = store.account(context.scope(), first + 1, clock.today()).orElseThrow().account();
        history.record(context, "customer.account", account.id(), Map.of(), fields(account));
        written(context, "account", "created", account.id(), accountNo);
        return masked(context, new Found(account, customer.kind().equals("PERSON")));
    }

    private List<LoadedAccount> loadInUnit(CallContext context, List<AccountLoad> batch) {
        Map<String, Office> known = new HashMap<>();
        batch.stream().flatMap(row -> officeCodes(row).stream()).distinct()
                .forEach(code -> offices.find(context.scope(), code).ifPresent(office -> known.put(code, office)));
        check(batch, known);
        int size = batch.size();
        long first = numbering.block(Numbering.ID, 4 * size);
        List<Keys> keys = new ArrayList<>(size);
        List<LoadedAccount> loaded = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            AccountLoad row = batch.get(i);
            // accounts lie side by side: runs cut them by ranges of ids
            Keys key = new Keys(first + i, first + size + i, first + 2L * size + i, first + 3L * size + i,
                    known.get(row.customer().officeCode()).id(), known.get(row.account().officeCode()).id());
            keys.add(key);
            loaded.add(new LoadedAccount(key.accountId(), row.account().accountNo(), key.accountOffice()));
        }
        store.load(batch, keys, clock.today());
        audit.record(context, "account.loaded", "account", keys.get(0).accountId(), size + " accounts");
        outbox.publish("karawatt/customer/account/loaded", Long.toString(keys.get(0).accountId()),
                Map.of("fromId", keys.get(0).accountId(), "toId", keys.get(size - 1).accountId(), "count", size));
        return loaded;
    }

    private void check(List<AccountLoad> batch, Map<String, Office> known) {
        CustomerChecks checks = checks();
        Faults faults = new Faults();
        Set<String> customerNos = new HashSet<>();
        Set<String> accountNos = new HashSet<>();
        Set<String> takenCustomers = store.takenCustomerNumbers(
                numbers(batch, AccountLoad::customerNo));
        Set<String> takenAccounts = store.takenAccountNumbers(
                numbers(batch, row -> row.account() == null ? null : row.account().accountNo()));
        for (int i = 0; i < batch.size(); i++) {
            AccountLoad row = batch.get(i);
            String at = "[" + i + "].";
            if (row.customer() == null || row.account() == null) {
                faults.required(at + "customer", row.customer()).required(at + "account", row.account());
                continue;
            }
            checks.customer(faults, at + "customer.", row.customer(), known.get(row.customer().officeCode()));
            checks.account(faults, at + "account.", row.account(), known.get(row.account().officeCode()));
            newNumber(faults, at + "customerNo", row.customerNo(), customerNos, takenCustomers);
            newNumber(faults, at + "account.accountNo", row.account().accountNo(), accountNos, takenAccounts);
            if (row.account().customerNo() != null && !row.account().customerNo().equals(row.customerNo())) {
                faults.add(at + "account.customerNo", CustomerErrors.CUSTOMER_UNKNOWN, row.account().customerNo());
            }
        }
        faults.throwIfAny();
    }

    private static void newNumber(Faults faults, String field, String number, Set<String> seen, Set<String> taken) {
        if (number == null || number.isBlank()) {
            faults.add(field, KernelErrors.REQUIRED);
            return;
        }
        CustomerChecks.number(faults, field, number, 20);
        if (!seen.add(number) || taken.contains(number)) {
            faults.add(field, CustomerErrors.NUMBER_TAKEN, number);
        }
    }

    private static Set<String> numbers(List<AccountLoad> batch, Function<AccountLoad, String> number) {
        return batch.stream().map(number).filter(text -> text != null && text.length() <= 20).collect(Collectors.toSet());
    }

    private static Set<String> officeCodes(AccountLoad row) {
        Set<String> codes = new HashSet<>();
        if (row.customer() != null && row.customer().officeCode() != null) {
            codes.add(row.customer().officeCode());
        }
        if (row.account() != null && row.account().officeCode() != null) {
            codes.add(row.account().officeCode());
        }
        return codes;
    }

    /** Imports bring numbers of their own, so the next number of the sequence may be taken already. */
    private String freeNumber(String sequence, UnaryOperator<Set<String>> taken) {
        for (int tries = 0; tries < MAX_NUMBER_TRIES; tries++) {
            String number = String.format("%010d", numbering.next(sequence));
            if (taken.apply(Set.of(number)).isEmpty()) {
                return number;
            }
        }
        throw KarawattException.conflict(CustomerErrors.NUMBER_TAKEN, sequence);
    }

    private Customer known(CallContext context, String customerNo) {
        return store.customer(context.scope(), customerNo)
                .orElseThrow(() -> KarawattException.notFound(CustomerErrors.CUSTOMER_UNKNOWN, customerNo));
    }

    private Office office(CallContext context, String code) {
        return code == null ? null : offices.find(context.scope(), code).orElse(null);
    }

    private CustomerChecks checks() {
        return new CustomerChecks(codes, clock.today());
    }

    private void written(CallContext context, String thing, String verb, long id, String number) {
        audit.record(context, thing + "." + verb, thing, id, number);
        outbox.publish("karawatt/customer/" + thing + "/" + verb, Long.toString(id), Map.of(thing + "No", number));
    }

    private static KarawattException taken(String number, DuplicateKeyException cause) {
        KarawattException conflict = KarawattException.conflict(CustomerErrors.NUMBER_TAKEN, number);
        if (cause != null) {
            conflict.addSuppressed(cause);
        }
        return conflict;
    }

    /** A caller who sees masked values sends them back unchanged: that must not overwrite what they stand for. */
    private static CustomerDraft unmasked(CallContext context, Customer stored, CustomerDraft draft) {
        if (context.may(REVEAL)) {
            return draft;
        }
        String name = stored.kind().equals("PERSON") ? unmasked(stored.name(), draft.name()) : draft.name();
        return new CustomerDraft(draft.kind(), name, draft.idKind(), unmasked(stored.idNumber(), draft.idNumber()),
                unmasked(stored.phone(), draft.phone()), unmasked(stored.email(), draft.email()), draft.language(),
                draft.importance(), draft.officeCode());
    }

    private static String unmasked(String stored, String sent) {
        return sent != null && sent.equals(Mask.value(stored)) ? stored : sent;
    }

    private static Customer masked(CallContext context, Customer customer) {
        if (context.may(REVEAL)) {
            return customer;
        }
        String name = customer.kind().equals("PERSON") ? Mask.value(customer.name()) : customer.name();
        return new Customer(customer.id(), customer.customerNo(), customer.kind(), name, customer.idKind(),
                Mask.value(customer.idNumber()), Mask.value(customer.phone()), Mask.value(customer.email()),
                customer.language(), customer.importance(), customer.officeId(), customer.status(), customer.createdOn(),
                customer.version());
    }

    private static Account masked(CallContext context, Found found) {
        Account account = found.account();
        if (context.may(REVEAL)) {
            return account;
        }
        String name = found.person() ? Mask.value(account.customerName()) : account.customerName();
        return new Account(account.id(), account.accountNo(), account.customerId(), account.customerNo(), name,
                Mask.value(account.phone()), Masking.address(account.address()), account.officeId(), account.officeCode(),
                account.usageClass(), account.industryCode(), account.voltageCode(), account.readingCycle(), account.status(),
                account.openedOn(), account.closedOn(), account.contractCapacityKva(), account.runningCapacityKva(),
                account.version());
    }

    private static Map<String, Object> classification(LocalDate from, String usageClass, String industryCode, String voltageCode) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("classFrom", from);
        fields.put("usageClass", usageClass);
        fields.put("industryCode", industryCode);
        fields.put("voltageCode", voltageCode);
        return fields;
    }

    private static Map<String, Object> fields(Customer customer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("customerNo", customer.customerNo());
        fields.put("kind", customer.kind());
        fields.put("name", customer.name());
        fields.put("idKind", customer.idKind());
        fields.put("idNumber", customer.idNumber());
        fields.put("phone", customer.phone());
        fields.put("email", customer.email());
        fields.put("language", customer.language());
        fields.put("importance", customer.importance());
        fields.put("officeId", customer.officeId());
        fields.put("status", customer.status());
        return fields;
    }

    private static Map<String, Object> fields(Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("accountNo", account.accountNo());
        fields.put("customerNo", account.customerNo());
        fields.put("address", account.address());
        fields.put("officeId", account.officeId());
        fields.put("usageClass", account.usageClass());
        fields.put("industryCode", account.industryCode());
        fields.put("voltageCode", account.voltageCode());
        fields.put("readingCycle", account.readingCycle());
        fields.put("status", account.status());
        fields.put("openedOn", account.openedOn());
        fields.put("contractCapacityKva", account.contractCapacityKva());
        fields.put("runningCapacityKva", account.runningCapacityKva());
        return fields;
    }
}
