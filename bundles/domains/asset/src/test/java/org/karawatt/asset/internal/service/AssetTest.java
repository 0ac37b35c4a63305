package org.karawatt.asset.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import org.karawatt.asset.api.Asset;
import org.karawatt.asset.api.AssetDraft;
import org.karawatt.asset.api.AssetErrors;
import org.karawatt.asset.api.AssetService;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.codes.internal.service.DefaultOfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class AssetTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final CallContext EAST = TestContexts.clerk("/33/3301/", "asset.read", "asset.write");
    private static final CallContext WEST = TestContexts.clerk("/33/3302/", "asset.read", "asset.write");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private static AssetService wire(TestDatabase db) {
        DefaultOfficeService offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(),
                db.history(), db.audit(), db.outbox());
        for (String code : List.of("33", "3301", "3302")) {
            offices.create(ADMIN, new OfficeDraft(code, code.equals("33") ? null : "33", "STATION", code, code, DAY, null));
        }
        return new DefaultAssetService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(), db.audit(),
                db.outbox(), db.clock(), offices);
    }

    @OnEachDatabase
    void anInstrumentGoesThroughItsLife(TestDatabase db) {
        AssetService assets = wire(db);
        Asset taken = assets.takeIn(EAST, meter("M1", "3301"));
        assertEquals("IN_STOCK", taken.status());
        assertEquals(6, taken.integerDigits());
        assertEquals(taken, assets.asset(EAST, "M1"));

        Asset asset = taken;
        for (String status : List.of("INSTALLED", "REMOVED", "IN_STOCK", "SCRAPPED")) {
            asset = assets.changeStatus(EAST, "M1", asset.version(), status, "to " + status);
            assertEquals(status, asset.status());
        }
        assertEquals(List.of("TAKEN_IN null IN_STOCK null", "INSTALLED IN_STOCK INSTALLED to INSTALLED",
                "REMOVED INSTALLED REMOVED to REMOVED", "RETURNED REMOVED IN_STOCK to IN_STOCK",
                "SCRAPPED IN_STOCK SCRAPPED to SCRAPPED"), events(db, taken.id()));
        assertEquals(5, db.unitOfWork().readOnly(() -> db.history().changes("asset.item", taken.id())).size());
        Eventually.until(() -> db.events().of("karawatt/asset/item/moved").size() == 4);
    }

    @OnEachDatabase
    void onlyStepsOfTheLifeCycleAreAllowed(TestDatabase db) {
        AssetService assets = wire(db);
        Set<String> allowed = Set.of("IN_STOCK INSTALLED", "IN_STOCK SCRAPPED", "INSTALLED REMOVED", "REMOVED IN_STOCK",
                "REMOVED SCRAPPED");
        List<String> statuses = List.of("IN_STOCK", "INSTALLED", "REMOVED", "SCRAPPED");
        for (String from : statuses) {
            for (String to : statuses) {
                String number = from + "-" + to;
                assets.takeIn(ADMIN, meter(number, "3301"));
                db.unitOfWork().required(() -> db.bulk().update("UPDATE asset_item SET status = ? WHERE asset_no = ?",
                        List.of(from, number)));
                int version = assets.asset(ADMIN, number).version();
                if (allowed.contains(from + " " + to)) {
                    assertEquals(to, assets.changeStatus(ADMIN, number, version, to, null).status());
                } else {
                    conflict(AssetErrors.BAD_TRANSITION, () -> assets.changeStatus(ADMIN, number, version, to, null));
                }
            }
        }
    }

    @OnEachDatabase
    void staleUnknownAndWrongAreRefused(TestDatabase db) {
        AssetService assets = wire(db);
        Asset asset = assets.takeIn(EAST, meter("M1", "3301"));
        assets.changeStatus(EAST, "M1", asset.version(), "INSTALLED", null);

        conflict(KernelErrors.STALE_VERSION, () -> assets.changeStatus(EAST, "M1", asset.version(), "SCRAPPED", null));
        assertEquals(Set.of("status", "note"), faults(() -> assets.changeStatus(EAST, "M1", 0, "LOST", "n".repeat(301))));
        conflict(AssetErrors.NUMBER_TAKEN, () -> assets.takeIn(WEST, meter("M1", "3302")));
        assertEquals(AssetErrors.ASSET_UNKNOWN, assertThrows(KarawattException.class, () -> assets.asset(WEST, "M1")).code());
        assertEquals(AssetErrors.ASSET_UNKNOWN,
                assertThrows(KarawattException.class, () -> assets.changeStatus(WEST, "M1", 1, "REMOVED", null)).code());
        assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                () -> assets.takeIn(TestContexts.clerk("/33/", "asset.read"), meter("M2", "3301"))).code());
        assertEquals(Set.of("assetNo", "model", "integerDigits", "decimalDigits", "ratioPrimary", "officeCode"),
                faults(() -> assets.takeIn(EAST, new AssetDraft("", "METER", null, null, null, 12, null, BigDecimal.ONE, null, "3302", DAY))));
        assertEquals(Set.of("ratioPrimary", "ratioSecondary", "integerDigits"), faults(() -> assets.takeIn(EAST,
                new AssetDraft("C1", "CT", "LMZ", null, "0.5S", 5, null, BigDecimal.ZERO, null, "3301", DAY))));
    }

    @OnEachDatabase
    void fiveThousandAreLoadedInstalledAndFound(TestDatabase db) {
        AssetService assets = wire(db);
        List<AssetDraft> batch = IntStream.range(0, 5_000).mapToObj(i -> meter(String.format("M%05d", i), i % 2 == 0 ? "3301" : "3302")).toList();
        List<Long> ids = db.unitOfWork().required(() -> assets.load(ADMIN, batch));

        assertEquals(5_000, ids.size());
        assertEquals(ids.get(4_321), assets.asset(ADMIN, "M04321").id());
        assertEquals(2_500, assets.find(EAST, null, "METER", "INSTALLED", PageRequest.first(1)).total());
        assertEquals(List.of("M00120", "M00122"), assets.find(EAST, "M0012", null, null, PageRequest.first(2)).items().stream()
                .map(Asset::assetNo).toList());
        assertEquals(1, assets.find(ADMIN, "S-M00007", null, null, PageRequest.first(10)).total());
        assertEquals(0, assets.find(ADMIN, null, null, "SCRAPPED", PageRequest.first(10)).total());
        assertEquals(List.of("LOADED null INSTALLED null"), events(db, ids.get(0)));
        assertEquals("REMOVED", assets.changeStatus(ADMIN, "M00000", assets.asset(ADMIN, "M00000").version(), "REMOVED", null).status());

        List<AssetDraft> bad = new ArrayList<>(List.of(meter("N1", "3301"), meter("M00001", "3301"), meter("N1", "3301"),
                meter("N2", "9999")));
        assertEquals(Set.of("[1].assetNo", "[2].assetNo", "[3].officeCode"), faults(() -> assets.load(ADMIN, bad)));
        assertEquals(5_000, assets.find(ADMIN, null, null, null, PageRequest.first(1)).total());
    }

    private static AssetDraft meter(String number, String office) {
        return new AssetDraft(number, "METER", "DDZY-1", "S-" + number, "2.0", 6, 2, null, null, office, DAY.plusYears(8));
    }

    private static List<String> events(TestDatabase db, long assetId) {
        return db.unitOfWork().readOnly(() -> db.bulk().query(
                "SELECT kind, from_status, to_status, note FROM asset_event WHERE item_id = ? ORDER BY id", List.of(assetId),
                row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4)));
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
}
