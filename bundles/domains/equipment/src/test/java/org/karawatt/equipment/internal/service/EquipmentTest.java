package org.karawatt.equipment.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
import org.karawatt.customer.api.AccountDraft;
import org.karawatt.customer.api.AccountLoad;
import org.karawatt.customer.api.CustomerDraft;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.LoadedAccount;
import org.karawatt.customer.internal.service.DefaultCustomerService;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.equipment.api.EquipmentErrors;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Line;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class EquipmentTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final CallContext EAST = TestContexts.clerk("/33/3301/", "equipment.read", "equipment.write");
    private static final CallContext WEST = TestContexts.clerk("/33/3302/", "equipment.read", "equipment.write");
    private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);
    private static final Period JUNE = new BillingMonth(202606).period();

    private EquipmentService equipment;
    private DefaultCustomerService customers;

    private void wire(TestDatabase db) {
        CodeCache cache = new CodeCache(db.unitOfWork(), db.entities(), db.bulk());
        new CodesContributionHandler(db.unitOfWork(), db.entities(), db.bulk(), cache, db.numbering(), db.audit(), db.outbox())
                .add("karawatt-codes/1", Stream.of("usage-class", "voltage", "reading-cycle")
                        .map(name -> CodeCache.class.getResource("/KARAWATT-INF/codes/" + name + ".json")).toList());
        DefaultOfficeService offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(),
                db.history(), db.audit(), db.outbox());
        for (String code : List.of("33", "3301", "3302")) {
            offices.create(ADMIN, new OfficeDraft(code, code.equals("33") ? null : "33", "STATION", code, code, SINCE, null));
        }
        DefaultCodeService codes = new DefaultCodeService(db.unitOfWork(), db.entities(), db.bulk(), cache, db.numbering(),
                db.history(), db.audit(), db.outbox());
        customers = new DefaultCustomerService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(),
                db.outbox(), db.clock(), codes, offices);
        equipment = new DefaultEquipmentService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(),
                db.outbox(), db.clock(), codes, offices, customers);
    }

    @OnEachDatabase
    void linesAndAreasBelongToOffices(TestDatabase db) {
        wire(db);
        Line east = equipment.createLine(EAST, "L1", "东一线", "AC00101", "3301");
        Area area = equipment.createArea(EAST, "A1", "人民路台区", "L1", "3301", new BigDecimal("400.0000"), true);
        equipment.createLine(WEST, "L2", "西一线", "AC00101", "3302");

        assertEquals(List.of(east), equipment.lines(EAST, PageRequest.first(10)).items());
        assertEquals(2, equipment.lines(ADMIN, PageRequest.first(1)).total());
        assertEquals(List.of("L2"), equipment.lines(ADMIN, new PageRequest(1, 1)).items().stream().map(Line::lineNo).toList());
        assertEquals(area, equipment.area(EAST, area.id()));
        assertEquals(area, equipment.area(EAST, "A1"));
        assertEquals(east, equipment.line(EAST, "L1"));
        assertEquals(EquipmentErrors.LINE_UNKNOWN, refused(() -> equipment.line(WEST, "L1")).code());
        assertEquals(EquipmentErrors.AREA_UNKNOWN, refused(() -> equipment.area(WEST, "A1")).code());
        assertEquals(List.of(area), equipment.areas(EAST, east.id(), PageRequest.first(10)).items());
        assertEquals(List.of(area), equipment.areas(ADMIN, null, PageRequest.first(10)).items());
        assertEquals(0, equipment.areas(WEST, null, PageRequest.first(10)).total());
        assertEquals(EquipmentErrors.AREA_UNKNOWN, refused(() -> equipment.area(WEST, area.id())).code());
        KarawattException taken = refused(() -> equipment.createLine(WEST, "L1", "重号", "AC00101", "3302"));
        assertEquals(KarawattException.Kind.CONFLICT, taken.kind());
        assertEquals(EquipmentErrors.NUMBER_TAKEN, taken.code());
        assertEquals(EquipmentErrors.NUMBER_TAKEN,
                refused(() -> equipment.createArea(EAST, "A1", "重号", "L1", "3301", BigDecimal.TEN, false)).code());
        assertEquals(Set.of("areaNo", "name", "lineNo", "officeCode", "capacityKva"),
                faults(() -> equipment.createArea(WEST, "", "n".repeat(121), "L1", "3301", BigDecimal.ZERO, true)));
        assertEquals(Set.of("lineNo", "name", "voltageCode", "officeCode"),
                faults(() -> equipment.createLine(ADMIN, null, null, "12V", null)));
        assertEquals(KernelErrors.PERMISSION_DENIED,
                refused(() -> equipment.lines(TestContexts.nobody(), PageRequest.first(1))).code());
        assertEquals("东一线", db.unitOfWork().readOnly(() -> db.history().changes("equipment.line", east.id())).get(0).after().get("name"));
        Eventually.until(() -> db.events().of("karawatt/equipment/area/created").size() == 1);
    }

    @OnEachDatabase
    void capacityOfAThousandAccountsIsOneStatement(TestDatabase db) {
        wire(db);
        List<LoadedAccount> accounts = customers.load(ADMIN, accounts(1_000));
        db.unitOfWork().required(() -> equipment.load(ADMIN, accounts.stream().flatMap(account -> Stream.of(
                transformer("T" + account.accountNo(), account.accountId(), "630"),
                transformer("U" + account.accountNo(), account.accountId(), "315"))).toList()));
        long first = accounts.get(0).accountId();
        long last = accounts.get(999).accountId();
        // one transformer of the first account is suspended for ten days
        db.unitOfWork().required(() -> {
            long id = db.bulk().queryOne("SELECT id FROM equipment_transformer WHERE transformer_no = ?", List.of("TA000000"),
                    row -> row.getLong(1)).orElseThrow();
            db.bulk().update("UPDATE equipment_transformer_state SET valid_to = ? WHERE transformer_id = ?",
                    List.of(LocalDate.of(2026, 6, 11), id));
            List<Object[]> states = new ArrayList<>();
            states.add(new Object[] {db.numbering().nextId(), id, first, "SUSPENDED", LocalDate.of(2026, 6, 11), LocalDate.of(2026, 6, 21), 0});
            states.add(new Object[] {db.numbering().nextId(), id, first, "RUNNING", LocalDate.of(2026, 6, 21), null, 0});
            db.bulk().insert("equipment_transformer_state",
                    List.of("id", "transformer_id", "account_id", "state", "valid_from", "valid_to", "version"), states);
        });

        List<CapacitySegment> segments = new ArrayList<>();
        long statements = db.unitOfWork().readOnly(() -> {
            segments.addAll(equipment.capacity(first, last, JUNE));
            return db.bulk().statements();
        });

        assertEquals(1, statements);
        assertEquals(1_002, segments.size());
        assertEquals(List.of("945.0000", "315.0000", "945.0000", "945.0000"),
                segments.subList(0, 4).stream().map(segment -> segment.capacityKva().toPlainString()).toList());
        assertEquals(new CapacitySegment(first, LocalDate.of(2026, 6, 11), LocalDate.of(2026, 6, 21), new BigDecimal("315.0000")),
                segments.get(1));
        assertEquals(List.of(), equipment.capacity(first, last, new BillingMonth(202512).period()), "nothing ran before January");
        db.clock().setDate(LocalDate.of(2026, 6, 15));
        assertEquals(List.of("SUSPENDED", "RUNNING"),
                equipment.transformers(ADMIN, first).stream().map(Transformer::state).toList());
    }

    @OnEachDatabase
    void transformersAreLoadedForAccountsOfTheCallersOfficesOnly(TestDatabase db) {
        wire(db);
        List<LoadedAccount> accounts = customers.load(ADMIN, accounts(2));
        long east = accounts.get(0).accountId();
        long west = accounts.get(1).accountId();
        equipment.load(EAST, List.of(transformer("T1", east, "100")));

        assertEquals(List.of("T1"), equipment.transformers(EAST, east).stream().map(Transformer::transformerNo).toList());
        assertEquals(CustomerErrors.ACCOUNT_UNKNOWN, refused(() -> equipment.transformers(WEST, east)).code());
        assertEquals(Set.of("[0].accountId", "[1].transformerNo", "[2].transformerNo", "[3].kind", "[3].voltageCode", "[3].capacityKva",
                "[3].runningSince", "[3].model"), faults(() -> equipment.load(EAST, List.of(transformer("T2", west, "100"),
                        transformer("T1", east, "100"), transformer("T2", east, "100"),
                        new TransformerDraft("T3", east, "DYNAMO", "m".repeat(41), "1V", new BigDecimal("-1"), null)))));
        assertEquals(1L, db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM equipment_transformer_state", List.of(),
                row -> row.getLong(1)).orElseThrow()));
        assertEquals(KernelErrors.OUT_OF_RANGE, refused(() -> equipment.load(ADMIN,
                IntStream.range(0, 5_001).mapToObj(i -> transformer("X" + i, east, "1")).toList())).code());
    }

    private static TransformerDraft transformer(String number, long accountId, String capacity) {
        return new TransformerDraft(number, accountId, "TRANSFORMER", "S13", "AC00101", new BigDecimal(capacity), SINCE);
    }

    private static List<AccountLoad> accounts(int size) {
        return IntStream.range(0, size).mapToObj(i -> {
            String office = i % 2 == 0 ? "3301" : "3302";
            return new AccountLoad(new CustomerDraft("ORGANISATION", "厂" + i, null, null, null, null, "zh", "NORMAL", office),
                    String.format("C%06d", i), new AccountDraft(String.format("A%06d", i), null, office, "清河市人民路" + i + "号", null,
                            "URBAN", "COMMERCIAL", null, "AC00101", "1", SINCE, null, null));
        }).toList();
    }

    private static KarawattException refused(Executable call) {
        return assertThrows(KarawattException.class, call);
    }

    private static Set<String> faults(Executable call) {
        KarawattException refused = refused(call);
        assertEquals(KarawattException.Kind.INVALID, refused.kind());
        return refused.faults().stream().map(Fault::field).collect(Collectors.toSet());
    }
}
