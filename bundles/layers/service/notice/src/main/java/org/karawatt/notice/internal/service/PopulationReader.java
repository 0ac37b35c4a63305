package org.karawatt.notice.internal.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Line;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.Route;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.Population;

/** Finds whom a notice to many goes to. Works inside the current unit of work. */
final class PopulationReader {

    private static final int CHUNK = 1_000;
    private static final String CLOSED = "CLOSED";

    private final OfficeService offices;
    private final CustomerService customers;
    private final EquipmentService equipment;
    private final MeteringService metering;
    private final Supplier<LedgerService> ledger;
    private final BusinessClock clock;
    private final int most;

    PopulationReader(OfficeService offices, CustomerService customers, EquipmentService equipment, MeteringService metering,
            Supplier<LedgerService> ledger, BusinessClock clock, int most) {
        this.offices = offices;
        this.customers = customers;
        this.equipment = equipment;
        this.metering = metering;
        this.ledger = ledger;
        this.clock = clock;
        this.most = most;
    }

    /** Accounts in id order with what they owe (null where that was not asked for), and the office that the notice belongs to. */
    record Found(Office office, Map<Long, BigDecimal> accounts) {
    }

    /** A place: its office, and how to stream its accounts. */
    private record Place(Office office, Accounts accounts) {
    }

    private interface Accounts {
        void forEach(LongConsumer consumer);
    }

    Found read(CallContext context, Population population) {
        check(population).throwIfAny();
        Place place = place(context, population);
        Map<Long, BigDecimal> owed = owed(place, population);
        Map<Long, BigDecimal> accounts = new LinkedHashMap<>();
        List<Long> chunk = new ArrayList<>(CHUNK);
        // collected first: a streamed result must not be read while another question is asked on its connection
        List<Long> all = new ArrayList<>();
        place.accounts().forEach(id -> {
            if (owed == null || owed.containsKey(id)) {
                all.add(id);
            }
            if (all.size() > most) {
                throw KarawattException.invalid(NoticeErrors.TOO_MANY, most);
            }
        });
        for (long id : all) {
            chunk.add(id);
            if (chunk.size() == CHUNK) {
                keep(chunk, population, owed, accounts);
            }
        }
        keep(chunk, population, owed, accounts);
        if (accounts.isEmpty()) {
            throw KarawattException.invalid(NoticeErrors.NOBODY);
        }
        return new Found(place.office(), accounts);
    }

    private static Faults check(Population p) {
        Faults faults = new Faults().optionalText("population.officeCode", p.officeCode(), 20).optionalText("population.routeNo", p.routeNo(), 24)
                .optionalText("population.lineNo", p.lineNo(), 24).optionalText("population.usageClass", p.usageClass(), 12);
        if (p.areaNos().isEmpty() && blank(p.lineNo()) && blank(p.routeNo()) && blank(p.officeCode())) {
            faults.add("population", NoticeErrors.POPULATION_OPEN);
        }
        if (p.areaNos().size() > CHUNK) {
            faults.add("population.areaNos", NoticeErrors.TOO_MANY, CHUNK);
        }
        if (!blank(p.importance()) && !List.of("NORMAL", "IMPORTANT", "VULNERABLE").contains(p.importance())) {
            faults.add("population.importance", NoticeErrors.BAD_VALUE, "importance", p.importance());
        }
        if (p.arrearsAtLeast() != null && p.arrearsAtLeast().signum() <= 0) {
            faults.add("population.arrearsAtLeast", NoticeErrors.BAD_VALUE, "arrearsAtLeast", p.arrearsAtLeast());
        }
        return faults;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    /** Who may prepare a notice need not have the permissions of the domains: their scope counts, not their rights. */
    private Place place(CallContext context, Population p) {
        CallContext reader = new CallContext(context.user(), Set.of("equipment.read"), context.scope(), context.locale(),
                context.channel(), context.reason());
        if (!p.areaNos().isEmpty()) {
            List<Area> areas = p.areaNos().stream().map(no -> equipment.area(reader, no)).toList();
            return new Place(office(areas.get(0).officeId()), sink -> metering.accountsInAreas(areas.stream().map(Area::id).toList(), sink));
        }
        if (!blank(p.lineNo())) {
            Line line = equipment.line(reader, p.lineNo());
            return new Place(office(line.officeId()), sink -> metering.accountsInAreas(areasOf(line), sink));
        }
        if (!blank(p.routeNo())) {
            Route route = context.scope().paths().stream().flatMap(path -> metering.routesBelow(path).stream())
                    .filter(each -> each.routeNo().equals(p.routeNo())).findFirst()
                    .orElseThrow(() -> KarawattException.notFound(MeteringErrors.ROUTE_UNKNOWN, p.routeNo()));
            return new Place(office(route.officeId()), sink -> metering.accountsOnRoute(route.id(), sink));
        }
        Office office = offices.find(context.scope(), p.officeCode())
                .orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, p.officeCode()));
        return new Place(office, sink -> metering.weights(office.path(), (id, weight) -> sink.accept(id)));
    }

    private Office office(long id) {
        return offices.office(CallContext.system(), id);
    }

    private List<Long> areasOf(Line line) {
        List<Long> ids = new ArrayList<>();
        long total;
        do {
            var page = equipment.areas(CallContext.system(), line.id(), new PageRequest(ids.size(), PageRequest.MAX_LIMIT));
            total = page.total();
            page.items().forEach(area -> ids.add(area.id()));
            if (page.items().isEmpty()) {
                break;
            }
        } while (ids.size() < total);
        return ids;
    }

    /** What accounts owe that is overdue; null when it does not matter. */
    private Map<Long, BigDecimal> owed(Place place, Population p) {
        if (p.arrearsAtLeast() == null) {
            return null;
        }
        Map<Long, BigDecimal> owed = new HashMap<>();
        // accounts on a line may belong to any office
        String path = p.areaNos().isEmpty() && blank(p.lineNo()) ? place.office().path() : "/";
        ledger.get().overdue(path, clock.today(), p.arrearsAtLeast(), (id, open) -> {
            owed.put(id, open);
            if (owed.size() > most) {
                throw KarawattException.invalid(NoticeErrors.TOO_MANY, most);
            }
        });
        return owed;
    }

    private void keep(List<Long> chunk, Population p, Map<Long, BigDecimal> owed, Map<Long, BigDecimal> accounts) {
        Map<Long, Contact> contacts = customers.contacts(chunk);
        for (long id : chunk) {
            Contact contact = contacts.get(id);
            if (contact != null && !CLOSED.equals(contact.status()) && (blank(p.usageClass()) || p.usageClass().equals(contact.usageClass()))
                    && (blank(p.importance()) || p.importance().equals(contact.importance()))) {
                accounts.put(id, owed == null ? null : owed.get(id));
            }
        }
        chunk.clear();
    }
}
