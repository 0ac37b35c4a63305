package org.karawatt.customer.internal.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import javax.persistence.LockModeType;
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
import org.karawatt.customer.api.Reclassification;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.persistence.entity.customer.AccountEntity;
import org.karawatt.persistence.entity.customer.AgreementEntity;
import org.karawatt.persistence.entity.customer.CustomerEntity;
import org.karawatt.persistence.entity.customer.PremisesEntity;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.EntityStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.KeyLookup;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** Rows of customers, premises, accounts and agreements. Must be called inside a unit of work. Values are never masked here. */
public final class CustomerStore {

    /** The agreement on supply; others may stand beside it. */
    private static final String SUPPLY = "SUPPLY";

    private static final String CUSTOMER = "SELECT c.id, c.customer_no, c.kind, c.name, c.id_kind, c.id_number, c.phone, c.email,"
            + " c.language, c.importance, c.office_id, c.status, c.created_on, c.version"
            + " FROM customer_customer c JOIN codes_office o ON o.id = c.office_id WHERE ";
    private static final String IN_FORCE = " ON g.account_id = a.id AND g.kind = '" + SUPPLY + "'"
            + " AND g.valid_from <= ? AND (g.valid_to IS NULL OR g.valid_to > ?)";
    private static final String AGREEMENT = " LEFT JOIN customer_agreement g" + IN_FORCE;
    private static final String ACCOUNT_JOINS = " FROM customer_account a JOIN customer_customer c ON c.id = a.customer_id"
            + " JOIN customer_premises p ON p.id = a.premises_id JOIN codes_office o ON o.id = a.office_id";
    private static final String ACCOUNT = "SELECT a.id, a.account_no, a.customer_id, c.customer_no, c.name, c.phone, p.address,"
            + " a.office_id, o.code, a.usage_class, a.industry_code, a.voltage_code, a.reading_cycle, a.status, a.opened_on,"
            + " a.closed_on, g.contract_capacity_kva, g.running_capacity_kva, a.version, c.kind" + ACCOUNT_JOINS + AGREEMENT + " WHERE ";
    private static final String TERM_COLUMNS = "SELECT a.id, a.account_no, a.office_id, a.usage_class, a.industry_code,"
            + " a.voltage_code, a.class_from, f.usage_class, f.industry_code, f.voltage_code, f.valid_from, f.valid_to, a.status,"
            + " a.opened_on, a.closed_on, g.contract_capacity_kva, g.running_capacity_kva, g.valid_from, g.valid_to, g.kind,"
            + " a.reading_cycle FROM --DERBY-PROPERTIES joinOrder=FIXED\n customer_account a ";
    // The statistics of both databases lag behind bulk loads. Derby then reads whole tables for a few hundred accounts, hence the hints.
    // PostgreSQL takes the agreements in force for a handful and compares each account with each of them, hence the days of agreements
    // are compared in Java and the range stands at each table: it is not carried over an outer join.
    private static final String TERM_JOINS =
            " LEFT JOIN customer_agreement g --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=CUSTOMER_AGREEMENT_F\n"
            + " ON g.account_id = a.id%1$s"
            + " LEFT JOIN customer_former_class f --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=CUSTOMER_FORMER_CLASS_U\n"
            // the first classification holds for days before the opening as well: a meter may have been set before
            + " ON f.account_id = a.id%2$s AND f.valid_to > ? AND (f.valid_from <= ? OR f.valid_from = a.opened_on)";
    private static final String TERMS = TERM_COLUMNS
            + String.format(TERM_JOINS, " AND g.account_id BETWEEN ? AND ?", " AND f.account_id BETWEEN ? AND ?")
            + " WHERE a.id BETWEEN ? AND ? AND (a.status <> 'CLOSED' OR a.closed_on > ?) ORDER BY a.id";
    private static final String TERMS_BY_NUMBER = TERM_COLUMNS + "--DERBY-PROPERTIES constraint=CUSTOMER_ACCOUNT_U\n"
            + String.format(TERM_JOINS, "", "") + " WHERE a.account_no IN ";

    private final EntityStore entities;
    private final BulkStore bulk;

    /** An account and what its masking depends on. */
    public record Found(Account account, boolean person) {
    }

    /** Ids of the rows that one line of a bulk load becomes, and the office it belongs to. */
    public record Keys(long customerId, long premisesId, long accountId, long agreementId, long customerOffice, long accountOffice) {
    }

    public CustomerStore(EntityStore entities, BulkStore bulk) {
        this.entities = entities;
        this.bulk = bulk;
    }

    public Page<Found> find(OfficeScope scope, AccountQuery query, PageRequest page, LocalDate today) {
        List<Object> params = new ArrayList<>();
        String where = condition(scope, query, params);
        long total = bulk.queryOne("SELECT COUNT(*)" + ACCOUNT_JOINS + " WHERE " + where, params, row -> row.getLong(1)).orElseThrow();
        List<Object> all = new ArrayList<>(List.of(today, today));
        all.addAll(params);
        all.add(page.offset());
        all.add(page.limit());
        return Page.of(bulk.query(ACCOUNT + where + " ORDER BY a.account_no OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", all,
                CustomerStore::found), page, total);
    }

    public Optional<Found> account(OfficeScope scope, String accountNo, LocalDate today) {
        return account(scope, "a.account_no = ?", accountNo, today);
    }

    public Optional<Found> account(OfficeScope scope, long id, LocalDate today) {
        return account(scope, "a.id = ?", id, today);
    }

    public List<Found> accountsOf(OfficeScope scope, long customerId, int limit, LocalDate today) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        List<Object> params = filter.after(List.of(today, today, customerId));
        params.add(limit);
        return bulk.query(ACCOUNT + "a.customer_id = ? AND " + filter.condition() + " ORDER BY a.account_no FETCH FIRST ? ROWS ONLY",
                params, CustomerStore::found);
    }

    /** Accounts by id, of the scope only. */
    public List<Found> accounts(OfficeScope scope, Collection<Long> ids, LocalDate today) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        List<Object> params = new ArrayList<>(List.of(today, today));
        params.addAll(ids);
        return bulk.query(ACCOUNT + "a.id IN " + InList.marks(ids) + " AND " + filter.condition(), filter.after(params),
                CustomerStore::found);
    }

    /** Ids of accounts below an office path that are not closed, in order. */
    public void accountIds(String officePath, LongConsumer consumer) {
        bulk.stream("SELECT a.id FROM customer_account a JOIN codes_office o ON o.id = a.office_id"
                + " WHERE o.path LIKE ? ESCAPE '!' AND a.status <> 'CLOSED' ORDER BY a.id", List.of(OfficeFilter.prefix(officePath)),
                row -> consumer.accept(row.getLong(1)));
    }

    public List<AccountTerms> terms(long fromId, long toId, LocalDate on) {
        return terms(TERMS, List.of(fromId, toId, fromId, toId, on, on, fromId, toId, on), on);
    }

    public List<AccountTerms> termsByNumber(Collection<String> accountNos, LocalDate today) {
        List<AccountTerms> terms = new ArrayList<>(accountNos.size());
        for (List<String> part : InList.parts(accountNos)) {
            List<Object> params = new ArrayList<>(List.of(today, today));
            params.addAll(part);
            terms.addAll(terms(TERMS_BY_NUMBER + InList.marks(part), params, today));
        }
        return terms;
    }

    /** Those of the customer numbers that are taken, in whichever office. */
    public Set<String> takenCustomerNumbers(Collection<String> numbers) {
        return KeyLookup.existing(bulk, "customer_customer", "customer_no", "CUSTOMER_CUSTOMER_U", numbers);
    }

    /** Those of the account numbers that are taken, in whichever office. */
    public Set<String> takenAccountNumbers(Collection<String> numbers) {
        return KeyLookup.existing(bulk, "customer_account", "account_no", "CUSTOMER_ACCOUNT_U", numbers);
    }

    public Optional<Customer> customer(OfficeScope scope, String customerNo) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(CUSTOMER + "c.customer_no = ? AND " + filter.condition(), filter.after(List.of(customerNo)),
                row -> new Customer(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getString(6), row.getString(7), row.getString(8), row.getString(9), row.getString(10), row.getLong(11),
                        row.getString(12), row.getLocalDate(13), row.getInt(14)));
    }

    public Customer insertCustomer(long id, String customerNo, CustomerDraft draft, long officeId, LocalDate today) {
        CustomerEntity entity = new CustomerEntity();
        entity.setId(id);
        entity.setCustomerNo(customerNo);
        entity.setStatus("ACTIVE");
        entity.setCreatedOn(today);
        fill(entity, draft, officeId);
        entities.em().persist(entity);
        entities.em().flush();
        return customer(entity);
    }

    public Customer updateCustomer(long id, CustomerDraft draft, long officeId) {
        CustomerEntity entity = entities.em().find(CustomerEntity.class, id);
        fill(entity, draft, officeId);
        entities.em().flush();
        return customer(entity);
    }

    /** Adds an account with its premises, and its agreement when a capacity is agreed. */
    public void insertAccount(Keys keys, String accountNo, AccountDraft draft) {
        PremisesEntity premises = new PremisesEntity();
        premises.setId(keys.premisesId());
        premises.setOfficeId(keys.accountOffice());
        premises.setAddress(draft.address());
        premises.setDivisionCode(draft.divisionCode());
        premises.setUrbanRural(draft.urbanRural());
        entities.em().persist(premises);
        entities.em().flush();
        AccountEntity account = new AccountEntity();
        account.setId(keys.accountId());
        account.setAccountNo(accountNo);
        account.setCustomerId(keys.customerId());
        account.setPremisesId(keys.premisesId());
        account.setOfficeId(keys.accountOffice());
        account.setUsageClass(draft.usageClass());
        account.setIndustryCode(draft.industryCode());
        account.setVoltageCode(draft.voltageCode());
        account.setClassFrom(draft.openedOn());
        account.setReadingCycle(draft.readingCycle());
        account.setStatus("ACTIVE");
        account.setOpenedOn(draft.openedOn());
        entities.em().persist(account);
        entities.em().flush();
        if (draft.contractCapacityKva() != null) {
            AgreementEntity agreement = new AgreementEntity();
            agreement.setId(keys.agreementId());
            agreement.setAgreementNo(agreementNo(accountNo));
            agreement.setAccountId(keys.accountId());
            agreement.setKind(SUPPLY);
            agreement.setContractCapacityKva(draft.contractCapacityKva());
            agreement.setRunningCapacityKva(draft.runningCapacityKva());
            agreement.setValidFrom(draft.openedOn());
            entities.em().persist(agreement);
            entities.em().flush();
        }
    }

    /** Since when the latest classification of an account holds. */
    public LocalDate classFrom(long accountId) {
        return entities.em().find(AccountEntity.class, accountId).getClassFrom();
    }

    /** Puts the latest classification among the former ones, under the given id, and the new one in its place. */
    public void reclassify(long accountId, long formerId, Reclassification change) {
        AccountEntity account = entities.em().find(AccountEntity.class, accountId);
        bulk.insert("customer_former_class", List.of("id", "account_id", "usage_class", "industry_code", "voltage_code", "valid_from",
                "valid_to"), List.<Object[]>of(new Object[] {formerId, accountId, account.getUsageClass(), account.getIndustryCode(),
                    account.getVoltageCode(), account.getClassFrom(), change.from()}));
        account.setUsageClass(change.usageClass());
        account.setIndustryCode(change.industryCode());
        account.setVoltageCode(change.voltageCode());
        account.setClassFrom(change.from());
        entities.em().flush();
    }

    /** Since when an account is with whoever has it now. */
    public LocalDate heldSince(long accountId) {
        return bulk.queryOne("SELECT MAX(valid_to) FROM customer_former_holder WHERE account_id = ?", List.of(accountId),
                row -> row.getLocalDate(1)).orElseGet(() -> entities.em().find(AccountEntity.class, accountId).getOpenedOn());
    }

    /** Puts the holder among the former ones, under the given id, and the new one in his place. */
    public void transfer(long accountId, long formerId, LocalDate since, long customerId, LocalDate from) {
        AccountEntity account = entities.em().find(AccountEntity.class, accountId);
        bulk.insert("customer_former_holder", List.of("id", "account_id", "customer_id", "valid_from", "valid_to"),
                List.<Object[]>of(new Object[] {formerId, accountId, account.getCustomerId(), since, from}));
        account.setCustomerId(customerId);
        entities.em().flush();
    }

    /** A former holder of an account, and whether he is a person. */
    public record Holder(long accountId, AccountHolder holder, boolean person) {
    }

    /** Former holders of accounts that the caller may see, oldest first. */
    public List<Holder> formerHolders(OfficeScope scope, Collection<Long> accountIds) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return bulk.query("SELECT f.account_id, f.customer_id, c.customer_no, c.name, f.valid_from, f.valid_to, c.kind FROM"
                + " customer_former_holder f JOIN customer_customer c ON c.id = f.customer_id JOIN customer_account a ON a.id = f.account_id"
                + " JOIN codes_office o ON o.id = a.office_id WHERE f.account_id IN (" + "?, ".repeat(accountIds.size() - 1) + "?) AND "
                + offices.condition() + " ORDER BY f.account_id, f.valid_from", offices.after(List.copyOf(accountIds)),
                row -> new Holder(row.getLong(1), new AccountHolder(row.getLong(2), row.getString(3), row.getString(4), row.getLocalDate(5),
                        row.getLocalDate(6)), "PERSON".equals(row.getString(7))));
    }

    public void status(long accountId, String status, LocalDate closedOn) {
        AccountEntity account = entities.em().find(AccountEntity.class, accountId);
        account.setStatus(status);
        account.setClosedOn(closedOn);
        entities.em().flush();
    }

    /** First day of the agreement on supply that began last; empty when nothing is agreed. */
    public Optional<LocalDate> agreedSince(long accountId) {
        return bulk.queryOne("SELECT MAX(valid_from) FROM customer_agreement WHERE account_id = ? AND kind = ?",
                List.of(accountId, SUPPLY), row -> row.getLocalDate(1));
    }

    /** Ends the agreement on supply and adds one, under the given id. The account is changed with it, so that two of these meet. */
    public void agree(long accountId, String accountNo, long agreementId, CapacityTerms terms) {
        long count = bulk.queryOne("SELECT COUNT(*) FROM customer_agreement WHERE account_id = ?", List.of(accountId),
                row -> row.getLong(1)).orElseThrow();
        bulk.update("UPDATE customer_agreement SET valid_to = ?, version = version + 1 WHERE account_id = ? AND kind = ?"
                + " AND (valid_to IS NULL OR valid_to > ?)", List.of(terms.from(), accountId, SUPPLY, terms.from()));
        bulk.insert("customer_agreement", List.of("id", "agreement_no", "account_id", "kind", "contract_capacity_kva",
                "running_capacity_kva", "valid_from", "valid_to", "version"), List.<Object[]>of(new Object[] {agreementId,
                    accountNo + "-" + (count + 1), accountId, SUPPLY, terms.contractKva(), terms.runningKva(), terms.from(), null, 0}));
        entities.em().lock(entities.em().find(AccountEntity.class, accountId), LockModeType.OPTIMISTIC_FORCE_INCREMENT);
        entities.em().flush();
    }

    /** Inserts checked rows; {@code keys} are in the order of the batch. */
    public void load(List<AccountLoad> batch, List<Keys> keys, LocalDate today) {
        List<Object[]> customers = new ArrayList<>(batch.size());
        List<Object[]> premises = new ArrayList<>(batch.size());
        List<Object[]> accounts = new ArrayList<>(batch.size());
        List<Object[]> agreements = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            CustomerDraft customer = batch.get(i).customer();
            AccountDraft account = batch.get(i).account();
            Keys key = keys.get(i);
            customers.add(new Object[] {key.customerId(), batch.get(i).customerNo(), customer.kind(), customer.name(),
                    customer.idKind(), customer.idNumber(), customer.phone(), customer.email(), customer.language(),
                    customer.importance(), key.customerOffice(), "ACTIVE", today, 0});
            premises.add(new Object[] {key.premisesId(), key.accountOffice(), account.address(), account.divisionCode(),
                    account.urbanRural(), 0});
            accounts.add(new Object[] {key.accountId(), account.accountNo(), key.customerId(), key.premisesId(), key.accountOffice(),
                    account.usageClass(), account.industryCode(), account.voltageCode(), account.openedOn(), account.readingCycle(),
                    "ACTIVE", account.openedOn(), null, 0});
            if (account.contractCapacityKva() != null) {
                agreements.add(new Object[] {key.agreementId(), agreementNo(account.accountNo()), key.accountId(), SUPPLY,
                        account.contractCapacityKva(), account.runningCapacityKva(), account.openedOn(), null, 0});
            }
        }
        bulk.insert("customer_customer", List.of("id", "customer_no", "kind", "name", "id_kind", "id_number", "phone", "email",
                "language", "importance", "office_id", "status", "created_on", "version"), customers);
        bulk.insert("customer_premises", List.of("id", "office_id", "address", "division_code", "urban_rural", "version"), premises);
        bulk.insert("customer_account", List.of("id", "account_no", "customer_id", "premises_id", "office_id", "usage_class",
                "industry_code", "voltage_code", "class_from", "reading_cycle", "status", "opened_on", "closed_on", "version"), accounts);
        if (!agreements.isEmpty()) {
            bulk.insert("customer_agreement", List.of("id", "agreement_no", "account_id", "kind", "contract_capacity_kva",
                    "running_capacity_kva", "valid_from", "valid_to", "version"), agreements);
        }
    }

    /** An account has one first agreement, so its number is made of the account's. */
    private static String agreementNo(String accountNo) {
        return accountNo + "-1";
    }

    /** How the customers of accounts are reached. */
    public List<Contact> contacts(Collection<Long> accountIds) {
        List<Contact> found = new ArrayList<>();
        for (List<Long> part : InList.parts(new LinkedHashSet<>(accountIds))) {
            bulk.stream("SELECT a.id, a.account_no, p.address, a.office_id, c.id, c.customer_no, c.name, c.phone, c.email, c.language,"
                    + " c.importance, a.usage_class, a.status FROM customer_account a JOIN customer_customer c ON c.id = a.customer_id"
                    + " JOIN customer_premises p ON p.id = a.premises_id WHERE a.id IN " + InList.marks(part), part,
                    row -> found.add(new Contact(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5),
                            row.getString(6), row.getString(7), row.getString(8), row.getString(9), row.getString(10),
                            row.getString(11), row.getString(12), row.getString(13))));
        }
        return found;
    }

    private Optional<Found> account(OfficeScope scope, String condition, Object key, LocalDate today) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return bulk.queryOne(ACCOUNT + condition + " AND " + filter.condition(), filter.after(List.of(today, today, key)),
                CustomerStore::found);
    }

    private static String condition(OfficeScope scope, AccountQuery query, List<Object> params) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder(filter.condition());
        params.addAll(filter.params());
        if (query.officeCode() != null) {
            where.append(" AND o.path LIKE ? ESCAPE '!'");
            params.add(OfficeFilter.part("/" + query.officeCode() + "/"));
        }
        if (query.usageClass() != null) {
            where.append(" AND a.usage_class = ?");
            params.add(query.usageClass());
        }
        if (query.status() != null) {
            where.append(" AND a.status = ?");
            params.add(query.status());
        }
        if (query.text() != null && !query.text().isBlank()) {
            String text = query.text().strip();
            where.append(" AND (a.account_no LIKE ? ESCAPE '!' OR c.customer_no LIKE ? ESCAPE '!' OR c.phone LIKE ? ESCAPE '!'"
                    + " OR LOWER(c.name) LIKE ? ESCAPE '!' OR LOWER(p.address) LIKE ? ESCAPE '!')");
            params.addAll(Collections.nCopies(3, OfficeFilter.prefix(text)));
            params.addAll(Collections.nCopies(2, OfficeFilter.part(text.toLowerCase(Locale.ROOT))));
        }
        return where.toString();
    }

    private static void fill(CustomerEntity entity, CustomerDraft draft, long officeId) {
        entity.setKind(draft.kind());
        entity.setName(draft.name());
        entity.setIdKind(draft.idKind());
        entity.setIdNumber(draft.idNumber());
        entity.setPhone(draft.phone());
        entity.setEmail(draft.email());
        entity.setLanguage(draft.language());
        entity.setImportance(draft.importance());
        entity.setOfficeId(officeId);
    }

    private static Customer customer(CustomerEntity entity) {
        return new Customer(entity.getId(), entity.getCustomerNo(), entity.getKind(), entity.getName(), entity.getIdKind(),
                entity.getIdNumber(), entity.getPhone(), entity.getEmail(), entity.getLanguage(), entity.getImportance(),
                entity.getOfficeId(), entity.getStatus(), entity.getCreatedOn(), entity.getVersion());
    }

    private static Found found(Row row) {
        return new Found(new Account(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5),
                row.getString(6), row.getString(7), row.getLong(8), row.getString(9), row.getString(10), row.getString(11),
                row.getString(12), row.getString(13), row.getString(14), row.getLocalDate(15), row.getLocalDate(16),
                row.getBigDecimal(17), row.getBigDecimal(18), row.getInt(19)), row.getString(20).equals("PERSON"));
    }

    /** Of the agreements of an account, the one on supply that is in force on the day counts. */
    private List<AccountTerms> terms(String sql, List<?> params, LocalDate on) {
        Map<Long, AccountTerms> found = new LinkedHashMap<>();
        bulk.stream(sql, params, row -> {
            if (SUPPLY.equals(row.getString(20)) && !row.getLocalDate(18).isAfter(on)
                    && (row.isNull(19) || row.getLocalDate(19).isAfter(on))) {
                found.put(row.getLong(1), terms(row, true));
            } else {
                found.computeIfAbsent(row.getLong(1), id -> terms(row, false));
            }
        });
        return new ArrayList<>(found.values());
    }

    /** Columns 4 to 7 are the latest classification, 8 to 12 the former one that the day falls into. */
    private static AccountTerms terms(Row row, boolean agreed) {
        boolean former = !row.isNull(12);
        return new AccountTerms(row.getLong(1), row.getString(2), row.getLong(3), row.getString(former ? 8 : 4),
                row.getString(former ? 9 : 5), row.getString(former ? 10 : 6), row.getLocalDate(former ? 11 : 7), row.getLocalDate(12),
                row.getString(13), row.getLocalDate(14), row.getLocalDate(15), agreed ? row.getBigDecimal(16) : null,
                agreed ? row.getBigDecimal(17) : null, agreed ? row.getLocalDate(18) : null, agreed ? row.getLocalDate(19) : null,
                row.getString(21));
    }
}
