package org.karawatt.customer.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.codes.internal.service.CodeCache;
import org.karawatt.codes.internal.service.CodesContributionHandler;
import org.karawatt.codes.internal.service.DefaultCodeService;
import org.karawatt.codes.internal.service.DefaultOfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountDraft;
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
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.History;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class CustomerTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final CallContext EAST = TestContexts.clerk("/33/3301/", "customer.read", "customer.write");
    private static final CallContext WEST = TestContexts.clerk("/33/3302/", "customer.read", "customer.write");
    private static final LocalDate OPENED = LocalDate.of(2026, 6, 1);
    private static final AccountQuery ALL = new AccountQuery(null, null, null, null);

    private static CustomerService wire(TestDatabase db) {
        CodeCache cache = new CodeCache(db.unitOfWork(), db.entities(), db.bulk());
        new CodesContributionHandler(db.unitOfWork(), db.entities(), db.bulk(), cache, db.numbering(), db.audit(), db.outbox())
                .add("karawatt-codes/1", Stream.of("usage-class", "voltage", "industry", "reading-cycle", "id-kind")
                        .map(name -> CodeCache.class.getResource("/KARAWATT-INF/codes/" + name + ".json")).toList());
        DefaultOfficeService offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(),
                db.history(), db.audit(), db.outbox());
        for (String code : List.of("33", "3301", "3302")) {
            offices.create(ADMIN, new OfficeDraft(code, code.equals("33") ? null : "33", "STATION", code, code, OPENED, null));
        }
        return new DefaultCustomerService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(),
                db.outbox(), db.clock(), new DefaultCodeService(db.unitOfWork(), db.entities(), db.bulk(), cache, db.numbering(),
                        db.history(), db.audit(), db.outbox()), offices);
    }

    @OnEachDatabase
    void aCustomerIsCreatedChangedAndRecorded(TestDatabase db) {
        CustomerService customers = wire(db);
        Customer created = customers.createCustomer(ADMIN, person("张三", "3301"));
        Customer changed = customers.updateCustomer(ADMIN, created.customerNo(), created.version(),
                new CustomerDraft("PERSON", "张三丰", "01", "330102199001011234", "13900139000", "z@example.org", "zh", "VULNERABLE", "3301"));

        assertEquals("张三", created.name());
        assertEquals(db.clock().today(), created.createdOn());
        assertEquals(changed, customers.customer(ADMIN, created.customerNo()));
        assertEquals("VULNERABLE", changed.importance());
        List<History.Change> changes = db.unitOfWork().readOnly(() -> db.history().changes("customer.customer", created.id()));
        assertEquals(2, changes.size());
        assertEquals("张三", changes.get(1).before().get("name"));
        assertEquals("张三丰", changes.get(1).after().get("name"));
        assertEquals(Set.of("customer.created", "customer.changed"), db.audit().entries(ADMIN, PageRequest.first(100)).items().stream()
                .map(entry -> entry.action()).filter(action -> action.startsWith("customer.")).collect(Collectors.toSet()));
        Eventually.until(() -> db.events().of("karawatt/customer/customer/changed").size() == 1);
        assertEquals(created.customerNo(), db.events().of("karawatt/customer/customer/changed").get(0).payload().get("customerNo"));
        conflict(KernelErrors.STALE_VERSION,
                () -> customers.updateCustomer(ADMIN, created.customerNo(), created.version(), person("李四", "3301")));
        assertEquals("张三丰", customers.customer(ADMIN, created.customerNo()).name());
    }

    @OnEachDatabase
    void anAccountComesWithPremisesAndAgreement(TestDatabase db) {
        CustomerService customers = wire(db);
        Customer customer = customers.createCustomer(ADMIN, person("张三", "3301"));
        Account numbered = customers.createAccount(ADMIN, account(null, customer.customerNo(), "3301", "100.5", "80"));
        Account own = customers.createAccount(ADMIN, account("A-1", customer.customerNo(), "3301", null, null));

        assertEquals(10, numbered.accountNo().length());
        assertEquals(0, new BigDecimal("100.5").compareTo(numbered.contractCapacityKva()));
        assertEquals(0, new BigDecimal("80").compareTo(numbered.runningCapacityKva()));
        assertEquals("清河市人民路12号", numbered.address());
        assertEquals(null, own.contractCapacityKva());
        assertEquals(numbered, customers.account(ADMIN, numbered.accountNo()));
        assertEquals(own, customers.account(ADMIN, own.id()));
        assertEquals(List.of(numbered, own), customers.accountsOf(ADMIN, customer.customerNo()));
        assertEquals(Map.of(own.id(), own), customers.byIds(ADMIN, List.of(own.id(), 987654321L)));
        Contact contact = customers.contacts(List.of(own.id(), 987654321L, own.id())).get(own.id());
        assertEquals(List.of(own.accountNo(), customer.id(), customer.name(), customer.language(), own.usageClass(), "ACTIVE"),
                List.of(contact.accountNo(), contact.customerId(), contact.name(), contact.language(), contact.usageClass(), contact.status()));

        Eventually.until(() -> db.events().of("karawatt/customer/account/created").size() == 2);
        conflict(CustomerErrors.NUMBER_TAKEN,
                () -> customers.createAccount(ADMIN, account("A-1", customer.customerNo(), "3301", "10", "10")));
        assertEquals(2, count(db, "customer_premises"), "nothing half written");
        assertEquals(1, count(db, "customer_agreement"));
    }

    @OnEachDatabase
    void numbersThatImportsHaveTakenAreSkipped(TestDatabase db) {
        CustomerService customers = wire(db);
        customers.load(ADMIN, List.of(new AccountLoad(person("张三", "3301"), "0000000001", account("0000000001", null, "3301", null, null))));

        assertEquals("0000000002", customers.createCustomer(ADMIN, person("李四", "3301")).customerNo());
    }

    @OnEachDatabase
    void anotherOfficesDataIsNotThere(TestDatabase db) {
        CustomerService customers = wire(db);
        Customer east = customers.createCustomer(EAST, person("张三", "3301"));
        Account account = customers.createAccount(EAST, account("E-1", east.customerNo(), "3301", null, null));
        Customer west = customers.createCustomer(ADMIN, person("李四", "3302"));
        customers.createAccount(ADMIN, account("W-1", west.customerNo(), "3302", null, null));

        assertEquals(List.of("E-1"), numbers(customers.find(EAST, ALL, PageRequest.first(10))));
        assertEquals(List.of("W-1"), numbers(customers.find(WEST, ALL, PageRequest.first(10))));
        assertEquals(1, customers.find(WEST, ALL, PageRequest.first(10)).total());
        assertEquals(List.of("E-1", "W-1"), numbers(customers.find(ADMIN, ALL, PageRequest.first(10))));
        notFound(CustomerErrors.ACCOUNT_UNKNOWN, () -> customers.account(WEST, "E-1"));
        notFound(CustomerErrors.ACCOUNT_UNKNOWN, () -> customers.account(WEST, account.id()));
        notFound(CustomerErrors.CUSTOMER_UNKNOWN, () -> customers.customer(WEST, east.customerNo()));
        notFound(CustomerErrors.CUSTOMER_UNKNOWN, () -> customers.accountsOf(WEST, east.customerNo()));
        notFound(CustomerErrors.CUSTOMER_UNKNOWN,
                () -> customers.updateCustomer(WEST, east.customerNo(), east.version(), person("张三", "3302")));
        assertEquals(Map.of(), customers.byIds(WEST, List.of(account.id())));
        assertEquals(Set.of("officeCode"), faults(() -> customers.createCustomer(WEST, person("王五", "3301"))));
        assertEquals(Set.of("customerNo", "officeCode"),
                faults(() -> customers.createAccount(WEST, account(null, east.customerNo(), "3301", null, null))));
        assertEquals(KernelErrors.PERMISSION_DENIED,
                assertThrows(KarawattException.class, () -> customers.find(TestContexts.nobody(), ALL, PageRequest.first(1))).code());
        CallContext nowhere = new CallContext("x", Set.of("*"), TestContexts.nobody().scope(), ADMIN.locale(), "test", null);
        assertEquals(0, customers.find(nowhere, ALL, PageRequest.first(10)).total());
    }

    @OnEachDatabase
    void personalDataIsMaskedAndAMaskNeverOverwritesIt(TestDatabase db) {
        CustomerService customers = wire(db);
        Customer seen = customers.createCustomer(EAST, person("张三丰", "3301"));
        Account account = customers.createAccount(EAST, account("E-1", seen.customerNo(), "3301", null, null));

        assertEquals("张***", seen.name());
        assertEquals("1***", seen.phone());
        assertEquals("3***", seen.idNumber());
        assertEquals("z***", seen.email());
        assertEquals("清河市人民路***", account.address());
        assertEquals("张***", customers.find(EAST, ALL, PageRequest.first(10)).items().get(0).customerName());
        CallContext trusted = TestContexts.clerk("/33/", "customer.read", "customer.reveal");
        assertEquals("张三丰", customers.customer(trusted, seen.customerNo()).name());
        assertEquals("清河市人民路12号", customers.account(trusted, "E-1").address());

        customers.updateCustomer(EAST, seen.customerNo(), seen.version(), new CustomerDraft("PERSON", seen.name(), seen.idKind(),
                seen.idNumber(), "13700137000", seen.email(), "en", "NORMAL", "3301"));
        Customer stored = customers.customer(ADMIN, seen.customerNo());
        assertEquals("张三丰", stored.name());
        assertEquals("330102199001011234", stored.idNumber());
        assertEquals("z@example.org", stored.email());
        assertEquals("13700137000", stored.phone());
        Customer company = customers.createCustomer(EAST,
                new CustomerDraft("ORGANISATION", "清河纺织厂", null, null, null, null, "zh", "IMPORTANT", "3301"));
        assertEquals("清河纺织厂", company.name(), "the name of an organisation is public");
    }

    @OnEachDatabase
    void searchFindsByNumberPhoneNameAndAddressInPages(TestDatabase db) {
        CustomerService customers = wire(db);
        db.unitOfWork().required(() -> customers.load(ADMIN, batch(25)));

        assertEquals(List.of("A000003"), numbers(customers.find(ADMIN, text("A000003"), PageRequest.first(10))));
        assertEquals(List.of("A000003"), numbers(customers.find(ADMIN, text("C000003"), PageRequest.first(10))));
        assertEquals(List.of("A000003"), numbers(customers.find(ADMIN, text("1380000003"), PageRequest.first(10))));
        assertEquals(25, customers.find(ADMIN, text("民路"), PageRequest.first(10)).total());
        assertEquals(1, customers.find(ADMIN, text("客户7"), PageRequest.first(10)).total());
        assertEquals(0, customers.find(ADMIN, text("A00%"), PageRequest.first(10)).total(), "a wildcard is a character");
        assertEquals(12, customers.find(ADMIN, new AccountQuery(null, "3302", null, null), PageRequest.first(10)).total());
        assertEquals(25, customers.find(ADMIN, new AccountQuery(null, "33", "RESIDENTIAL", "ACTIVE"), PageRequest.first(10)).total());
        assertEquals(0, customers.find(ADMIN, new AccountQuery(null, null, "COMMERCIAL", null), PageRequest.first(10)).total());
        Page<Account> third = customers.find(ADMIN, ALL, new PageRequest(20, 10));
        assertEquals(25, third.total());
        assertEquals(List.of("A000020", "A000021", "A000022", "A000023", "A000024"), numbers(third));
    }

    @OnEachDatabase
    void everythingThatIsWrongIsToldAtOnce(TestDatabase db) {
        CustomerService customers = wire(db);
        assertEquals(Set.of("kind", "name", "idKind", "idNumber", "phone", "email", "language", "importance", "officeCode"),
                faults(() -> customers.createCustomer(ADMIN, new CustomerDraft("CAT", " ", "99", "x".repeat(41), "1".repeat(41), "none",
                        "fr", null, "44"))));
        assertEquals(Set.of("accountNo", "customerNo", "address", "divisionCode", "urbanRural", "usageClass", "industryCode", "voltageCode",
                "readingCycle", "openedOn", "contractCapacityKva", "runningCapacityKva", "officeCode"),
                faults(() -> customers.createAccount(ADMIN, new AccountDraft("A/1", "none", null, "", "33%", "MOON", "OTHER", "ZZ", null,
                        "9", null, BigDecimal.ZERO, new BigDecimal("1.00001")))));
        KarawattException order = assertThrows(KarawattException.class, () -> customers.createAccount(ADMIN,
                account(null, customers.createCustomer(ADMIN, person("张三", "3301")).customerNo(), "3301", "10", "11")));
        assertEquals(CustomerErrors.CAPACITY_ORDER, order.code());
        assertEquals(Set.of(KernelErrors.UNKNOWN_CODE), assertThrows(KarawattException.class, () -> customers.createAccount(ADMIN,
                new AccountDraft(null, customers.createCustomer(ADMIN, person("张三", "3301")).customerNo(), "3301", "清河市人民路1号", null,
                        "URBAN", "X", "Y", "Z", "7", OPENED, null, null))).faults().stream().map(Fault::code).collect(Collectors.toSet()));
    }

    @OnEachDatabase
    void fiveThousandAreLoadedAndTheirTermsReadInOneStatement(TestDatabase db) {
        CustomerService customers = wire(db);
        List<LoadedAccount> loaded = db.unitOfWork().required(() -> customers.load(ADMIN, batch(5_000)));

        assertEquals(5_000, loaded.size());
        assertEquals("A000000", loaded.get(0).accountNo());
        assertEquals(loaded.get(0).accountId() + 4_999, loaded.get(4_999).accountId());
        List<AccountTerms> terms = new ArrayList<>();
        long statements = db.unitOfWork().readOnly(() -> {
            terms.addAll(customers.terms(loaded.get(1_000).accountId(), loaded.get(1_999).accountId(), OPENED));
            return db.bulk().statements();
        });
        assertEquals(1, statements);
        assertEquals(1_000, terms.size());
        assertEquals("A001000", terms.get(0).accountNo());
        assertEquals(0, new BigDecimal("8").compareTo(terms.get(0).contractCapacityKva()));
        Map<String, AccountTerms> byNumber = customers.termsByNumber(
                IntStream.range(4_000, 6_000).mapToObj(i -> String.format("A%06d", i)).toList());
        assertEquals(1_000, byNumber.size());
        assertEquals(loaded.get(4_500).accountId(), byNumber.get("A004500").accountId());
        assertEquals(loaded.get(4_500).officeId(), byNumber.get("A004500").officeId());

        Customer first = customers.customer(ADMIN, "C000000");
        assertEquals("en", customers.updateCustomer(ADMIN, "C000000", first.version(),
                new CustomerDraft("PERSON", "新", null, null, null, null, "en", "NORMAL", "3301")).language());
    }

    @OnEachDatabase
    void termsLeaveOutClosedAccountsAndOldAgreements(TestDatabase db) {
        CustomerService customers = wire(db);
        List<LoadedAccount> loaded = customers.load(ADMIN, batch(3));
        db.unitOfWork().required(() -> {
            db.bulk().update("UPDATE customer_account SET status = 'CLOSED' WHERE account_no = ?", List.of("A000000"));
            db.bulk().update("UPDATE customer_account SET status = 'IN_CHANGE' WHERE account_no = ?", List.of("A000001"));
            db.bulk().update("UPDATE customer_agreement SET valid_to = ? WHERE account_id = ?",
                    List.of(db.clock().today(), loaded.get(2).accountId()));
        });
        List<AccountTerms> terms = customers.terms(loaded.get(0).accountId(), loaded.get(2).accountId(), db.clock().today());

        assertEquals(List.of("A000001", "A000002"), terms.stream().map(AccountTerms::accountNo).toList());
        assertEquals(null, terms.get(1).contractCapacityKva());
    }

    /** What is billed late is billed by what held then, whatever has become of the account since. */
    @OnEachDatabase
    void termsAreThoseOfTheDayAskedFor(TestDatabase db) {
        CustomerService customers = wire(db);
        Customer customer = customers.createCustomer(ADMIN, person("张三", "3301"));
        Account opened = customers.createAccount(ADMIN, account("A-1", customer.customerNo(), "3301", "100", "100"));
        Account shop = customers.reclassify(ADMIN, "A-1", opened.version(),
                new Reclassification(LocalDate.of(2026, 8, 16), "COMMERCIAL", "S", "AC00003"));
        assertEquals("COMMERCIAL", shop.usageClass());
        Account farm = customers.reclassify(ADMIN, "A-1", shop.version(),
                new Reclassification(LocalDate.of(2026, 10, 1), "AGRICULTURE", "A", "AC00003"));
        db.unitOfWork().required(() -> {
            db.bulk().update("UPDATE customer_agreement SET valid_to = ? WHERE account_id = ?", List.of(LocalDate.of(2026, 9, 1), opened.id()));
            db.bulk().insert("customer_agreement", List.of("id", "agreement_no", "account_id", "kind", "contract_capacity_kva",
                    "running_capacity_kva", "valid_from", "version"), List.<Object[]>of(new Object[] {db.numbering().nextId(), "A-1-2",
                        opened.id(), "SUPPLY", new BigDecimal("315"), new BigDecimal("250"), LocalDate.of(2026, 9, 1), 0}));
            db.bulk().update("UPDATE customer_account SET status = 'CLOSED', closed_on = ? WHERE id = ?",
                    List.of(LocalDate.of(2026, 11, 1), opened.id()));
        });

        assertEquals(List.of("RESIDENTIAL", "null", "AC00002", "2026-06-01", "2026-08-16", "100.0000", "2026-06-01", "2026-09-01"),
                told(customers, opened.id(), "2026-08-15"));
        assertEquals(List.of("COMMERCIAL", "S", "AC00003", "2026-08-16", "2026-10-01", "100.0000", "2026-06-01", "2026-09-01"),
                told(customers, opened.id(), "2026-08-16"));
        assertEquals(List.of("COMMERCIAL", "S", "AC00003", "2026-08-16", "2026-10-01", "250.0000", "2026-09-01", "null"),
                told(customers, opened.id(), "2026-09-30"));
        assertEquals(List.of("AGRICULTURE", "A", "AC00003", "2026-10-01", "null", "250.0000", "2026-09-01", "null"),
                told(customers, opened.id(), "2026-10-31"));
        assertEquals(List.of("RESIDENTIAL", "null", "AC00002", "2026-06-01", "2026-08-16", "null", "null", "null"),
                told(customers, opened.id(), "2026-05-20"), "before the opening nothing else can have held");
        assertEquals(List.of(), customers.terms(opened.id(), opened.id(), LocalDate.of(2026, 11, 1)), "closed");
        db.clock().setDate(LocalDate.of(2026, 9, 15));
        assertEquals("COMMERCIAL", customers.termsByNumber(List.of("A-1")).get("A-1").usageClass());

        conflict(KernelErrors.STALE_VERSION, () -> customers.reclassify(ADMIN, "A-1", opened.version(),
                new Reclassification(LocalDate.of(2026, 12, 1), "RESIDENTIAL", null, "AC00002")));
        conflict(CustomerErrors.CLASS_DATED, () -> customers.reclassify(ADMIN, "A-1", farm.version(),
                new Reclassification(LocalDate.of(2026, 10, 1), "RESIDENTIAL", null, "AC00002")));
        assertEquals(Set.of("from", "usageClass", "industryCode", "voltageCode"), faults(() -> customers.reclassify(ADMIN, "A-1",
                farm.version(), new Reclassification(null, "MOON", "?", null))));
        notFound(CustomerErrors.ACCOUNT_UNKNOWN, () -> customers.reclassify(WEST, "A-1", farm.version(),
                new Reclassification(LocalDate.of(2026, 12, 1), "RESIDENTIAL", null, "AC00002")));
        List<History.Change> changes = db.unitOfWork().readOnly(() -> db.history().changes("customer.account", opened.id()));
        assertEquals(3, changes.size());
        assertEquals("2026-08-16", changes.get(1).after().get("classFrom"));
        assertTrue(db.audit().entries(ADMIN, PageRequest.first(10)).items().stream().anyMatch(e -> e.action().equals("account.reclassified")));
    }

    @OnEachDatabase
    void anAccountChangesHandsAndIsClosed(TestDatabase db) {
        CustomerService customers = wire(db);
        Customer zhang = customers.createCustomer(ADMIN, person("张三", "3301"));
        Customer li = customers.createCustomer(ADMIN, person("李四", "3301"));
        customers.createAccount(ADMIN, account("A-1", zhang.customerNo(), "3301", "100", "80"));
        Account opened = customers.beginChange(ADMIN, "A-1");
        assertEquals("IN_CHANGE", opened.status());
        assertEquals(opened, customers.beginChange(ADMIN, "A-1"), "once is enough");
        assertEquals(1, customers.terms(opened.id(), opened.id(), db.clock().today()).size(), "billed as before");
        LocalDate day = LocalDate.of(2026, 6, 16);
        Account sold = customers.transfer(ADMIN, "A-1", opened.version(), li.customerNo(), day);
        assertEquals(li.customerNo(), sold.customerNo());
        assertEquals(List.of(zhang.customerNo() + " 张三 2026-06-01 2026-06-16", li.customerNo() + " 李四 2026-06-16 null"),
                customers.holders(ADMIN, "A-1").stream().map(h -> h.customerNo() + " " + h.name() + " " + h.from() + " " + h.to()).toList());
        assertEquals("张***", customers.holders(EAST, "A-1").get(0).name());
        conflict(KernelErrors.STALE_VERSION, () -> customers.transfer(ADMIN, "A-1", opened.version(), zhang.customerNo(), day.plusDays(1)));
        conflict(CustomerErrors.HOLDER_DATED, () -> customers.transfer(ADMIN, "A-1", sold.version(), zhang.customerNo(), day));
        conflict(CustomerErrors.HOLDER_DATED, () -> customers.transfer(ADMIN, "A-1", sold.version(), li.customerNo(), day.plusDays(1)));
        assertEquals(Set.of("customerNo", "from"),
                faults(() -> customers.transfer(ADMIN, "A-1", sold.version(), "nobody", LocalDate.of(2026, 7, 2))));
        Account rested = customers.endChange(ADMIN, "A-1");
        assertEquals("ACTIVE", rested.status());
        assertEquals(rested, customers.endChange(ADMIN, "A-1"));

        Account smaller = customers.agree(ADMIN, "A-1", rested.version(), new CapacityTerms(day, new BigDecimal("100"), BigDecimal.ZERO));
        assertEquals(0, smaller.runningCapacityKva().signum());
        assertEquals(0, new BigDecimal("80").compareTo(customers.terms(opened.id(), opened.id(), day.minusDays(1)).get(0)
                .runningCapacityKva()));
        conflict(CustomerErrors.AGREEMENT_DATED, () -> customers.agree(ADMIN, "A-1", smaller.version(),
                new CapacityTerms(day, new BigDecimal("100"), new BigDecimal("50"))));
        conflict(KernelErrors.STALE_VERSION, () -> customers.agree(ADMIN, "A-1", rested.version(),
                new CapacityTerms(day.plusDays(1), new BigDecimal("100"), new BigDecimal("50"))));
        assertEquals(Set.of("from", "contractKva", "runningKva"),
                faults(() -> customers.agree(ADMIN, "A-1", smaller.version(), new CapacityTerms(null, null, null))));

        assertEquals(Set.of("on"), faults(() -> customers.close(ADMIN, "A-1", smaller.version(), OPENED)));
        Account closed = customers.close(ADMIN, "A-1", smaller.version(), LocalDate.of(2026, 6, 30));
        assertEquals("CLOSED", closed.status());
        assertEquals(List.of(), customers.terms(opened.id(), opened.id(), LocalDate.of(2026, 6, 30)));
        assertEquals(1, customers.terms(opened.id(), opened.id(), LocalDate.of(2026, 6, 29)).size());
        conflict(CustomerErrors.CLOSED, () -> customers.beginChange(ADMIN, "A-1"));
        conflict(CustomerErrors.CLOSED, () -> customers.close(ADMIN, "A-1", closed.version(), LocalDate.of(2026, 6, 30)));
        notFound(CustomerErrors.ACCOUNT_UNKNOWN, () -> customers.beginChange(WEST, "A-1"));
        assertTrue(db.audit().entries(ADMIN, PageRequest.first(100)).items().stream().map(e -> e.action()).toList().containsAll(List.of(
                "account.transferred", "account.closed", "account.agreed", "account.change-begun", "account.change-ended")));
    }

    private static List<String> told(CustomerService customers, long account, String day) {
        AccountTerms t = customers.terms(account, account, LocalDate.parse(day)).get(0);
        return Stream.of(t.usageClass(), t.industryCode(), t.voltageCode(), t.classFrom(), t.classTo(), t.runningCapacityKva(),
                t.agreedFrom(), t.agreedTo()).map(String::valueOf).toList();
    }

    @OnEachDatabase
    void oneBadRowRefusesTheWholeLoad(TestDatabase db) {
        CustomerService customers = wire(db);
        customers.load(ADMIN, batch(2));
        List<AccountLoad> bad = new ArrayList<>(batch(10).subList(5, 10));
        bad.set(1, new AccountLoad(person("", "3301"), "C000099", account("A000000", null, "3301", null, null)));
        bad.set(3, new AccountLoad(bad.get(2).customer(), bad.get(2).customerNo(), bad.get(3).account()));
        bad.set(4, new AccountLoad(null, "C000098", bad.get(4).account()));

        assertEquals(Set.of("[1].customer.name", "[1].account.accountNo", "[3].customerNo", "[3].account.customerNo", "[4].customer"),
                faults(() -> customers.load(ADMIN, bad)));
        assertEquals(2, count(db, "customer_account"));
        assertEquals(2, count(db, "customer_customer"));
        assertEquals(KernelErrors.OUT_OF_RANGE,
                assertThrows(KarawattException.class, () -> customers.load(ADMIN, batch(5_001))).code());
        assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                () -> customers.load(TestContexts.clerk("/33/", "customer.read"), batch(1))).code());
        assertTrue(faults(() -> customers.load(EAST, batch(10).subList(9, 10))).contains("[0].account.officeCode"),
                "the other station is not the caller's");
    }

    private static List<AccountLoad> batch(int size) {
        return IntStream.range(0, size).mapToObj(i -> {
            String office = i % 2 == 0 ? "3301" : "3302";
            String customerNo = String.format("C%06d", i);
            return new AccountLoad(new CustomerDraft("PERSON", "客户" + i + "号", null, null, String.format("138%08d", i * 10), null, "zh",
                    "NORMAL", office), customerNo, account(String.format("A%06d", i), customerNo, office, "8", "8"));
        }).toList();
    }

    private static CustomerDraft person(String name, String office) {
        return new CustomerDraft("PERSON", name, "01", "330102199001011234", "13800138000", "z@example.org", "zh", "NORMAL", office);
    }

    private static AccountDraft account(String accountNo, String customerNo, String office, String contract, String running) {
        return new AccountDraft(accountNo, customerNo, office, "清河市人民路12号", "330102", "URBAN", "RESIDENTIAL", null, "AC00002", "1",
                OPENED, contract == null ? null : new BigDecimal(contract), running == null ? null : new BigDecimal(running));
    }

    private static AccountQuery text(String text) {
        return new AccountQuery(text, null, null, null);
    }

    private static List<String> numbers(Page<Account> page) {
        return page.items().stream().map(Account::accountNo).toList();
    }

    private static long count(TestDatabase db, String table) {
        return db.unitOfWork().readOnly(
                () -> db.bulk().queryOne("SELECT COUNT(*) FROM " + table, List.of(), row -> row.getLong(1)).orElseThrow());
    }

    private static Set<String> faults(Executable call) {
        KarawattException refused = assertThrows(KarawattException.class, call);
        assertEquals(KarawattException.Kind.INVALID, refused.kind());
        return refused.faults().stream().map(Fault::field).collect(Collectors.toSet());
    }

    private static void conflict(ErrorCode code, Executable call) {
        KarawattException refused = assertThrows(KarawattException.class, call);
        assertEquals(KarawattException.Kind.CONFLICT, refused.kind());
        assertEquals(code, refused.code());
    }

    private static void notFound(ErrorCode code, Executable call) {
        KarawattException refused = assertThrows(KarawattException.class, call);
        assertEquals(KarawattException.Kind.NOT_FOUND, refused.kind());
        assertEquals(code, refused.code());
    }
}
