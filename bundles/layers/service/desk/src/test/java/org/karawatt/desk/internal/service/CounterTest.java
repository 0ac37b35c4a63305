package org.karawatt.desk.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.karawatt.desk.internal.service.DeskWorld.CLERK;
import static org.karawatt.desk.internal.service.DeskWorld.SECOND;
import static org.karawatt.desk.internal.service.DeskWorld.WESTERN;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.karawatt.desk.api.ContactDraft;
import org.karawatt.desk.api.DeskErrors;
import org.karawatt.desk.api.HandOver;
import org.karawatt.desk.api.Ticket;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class CounterTest {

    private static DeskErrors refused(Runnable action) {
        return (DeskErrors) assertThrows(KarawattException.class, action::run).code();
    }

    @OnEachDatabase
    void numbersAreCalledInTheirOrderAndByBusiness(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            DefaultCounterService counter = world.counter;
            assertEquals("A001", counter.take(CLERK, "3301", "A", null).ticketNo());
            assertEquals("B001", counter.take(CLERK, "3301", "B", "A100").ticketNo());
            Ticket third = counter.take(CLERK, "3301", "A", null);
            assertEquals("A002", third.ticketNo());
            assertEquals("B001", counter.callNext(CLERK, "3301", "2", "B").ticketNo());
            Ticket first = counter.callNext(SECOND, "3301", "1", null);
            assertEquals("A001", first.ticketNo());
            assertEquals("wu", first.calledBy());
            assertEquals(List.of("A001", "B001", "A002"), counter.tickets(CLERK, "3301").stream().map(Ticket::ticketNo).toList());
            assertEquals(Ticket.State.SERVED, counter.served(CLERK, first.id()).state());
            assertEquals(DeskErrors.TICKET_NOT_CALLED, refused(() -> counter.served(CLERK, first.id())));
            assertEquals(DeskErrors.TICKET_NOT_CALLED, refused(() -> counter.noShow(CLERK, third.id())));
            assertEquals(Ticket.State.NO_SHOW, counter.noShow(CLERK, counter.callNext(CLERK, "3301", "1", null).id()).state());
            assertEquals(DeskErrors.NOBODY_WAITS, refused(() -> counter.callNext(CLERK, "3301", "1", null)));
            assertEquals(DeskErrors.CODE_UNKNOWN, refused(() -> counter.take(CLERK, "3301", "Z", null)));
            assertEquals(DeskErrors.TICKET_UNKNOWN, refused(() -> counter.served(WESTERN, first.id())));
            db.clock().advance(Duration.ofDays(1));
            assertEquals("A001", counter.take(CLERK, "3301", "A", null).ticketNo());
        }
    }

    @OnEachDatabase
    void countersThatCallAtOnceGetDifferentNumbers(TestDatabase db) throws Exception {
        try (DeskWorld world = new DeskWorld(db)) {
            ExecutorService counters = Executors.newFixedThreadPool(4);
            try {
                Set<String> taken = new HashSet<>();
                for (Future<Ticket> each : counters.invokeAll(IntStream.range(0, 12)
                        .<Callable<Ticket>>mapToObj(i -> () -> world.counter.take(CLERK, "3301", "A", null)).toList())) {
                    taken.add(each.get().ticketNo());
                }
                assertEquals(12, taken.size());
                Set<String> called = new HashSet<>();
                for (Future<Ticket> each : counters.invokeAll(IntStream.range(0, 12)
                        .<Callable<Ticket>>mapToObj(i -> () -> world.counter.callNext(CLERK, "3301", "1", null)).toList())) {
                    called.add(each.get().ticketNo());
                }
                assertEquals(taken, called);
            } finally {
                counters.shutdownNow();
            }
        }
    }

    @OnEachDatabase
    void aShiftIsAcceptedBeforeTheNextNumberIsCalled(TestDatabase db) {
        try (DeskWorld world = new DeskWorld(db)) {
            DefaultCounterService counter = world.counter;
            String caseNo = world.contacts.open(CLERK, new ContactDraft("FAULT", null, "CALL", "3301", null, null, null, "没电", "CITY", null,
                    null, null)).caseNo();
            counter.take(CLERK, "3301", "A", null);
            HandOver given = counter.handOver(CLERK, "3301", "打印机缺纸");
            assertEquals(1, given.waiting());
            assertEquals(1, given.openContacts());
            assertEquals(List.of(caseNo), given.caseNos());
            assertEquals(DeskErrors.HAND_OVER_OPEN, refused(() -> counter.callNext(SECOND, "3301", "1", null)));
            assertEquals(DeskErrors.HAND_OVER_OPEN, refused(() -> counter.handOver(SECOND, "3301", "再交")));
            assertEquals(DeskErrors.OWN_HAND_OVER, refused(() -> counter.accept(CLERK, given.id())));
            assertEquals(DeskErrors.HAND_OVER_UNKNOWN, refused(() -> counter.accept(WESTERN, given.id())));
            assertEquals("wu", counter.accept(SECOND, given.id()).acceptedBy());
            assertEquals(DeskErrors.HAND_OVER_ACCEPTED, refused(() -> counter.accept(SECOND, given.id())));
            assertEquals("A001", counter.callNext(SECOND, "3301", "1", null).ticketNo());
            assertEquals(1, counter.handOvers(SECOND, "3301", PageRequest.first(10)).total());
            assertThrows(KarawattException.class, () -> counter.tickets(TestContexts.nobody(), "3301"));
        }
    }

    @OnEachDatabase
    void ofShiftsHandedOverAtOnceOneIsOpen(TestDatabase db) throws Exception {
        try (DeskWorld world = new DeskWorld(db)) {
            ExecutorService counters = Executors.newFixedThreadPool(4);
            CyclicBarrier together = new CyclicBarrier(4);
            try {
                for (int round = 0; round < 10; round++) {
                    int refused = 0;
                    for (Future<HandOver> each : counters.invokeAll(Collections.<Callable<HandOver>>nCopies(4, () -> {
                        together.await();
                        return world.counter.handOver(CLERK, "3301", "交班");
                    }))) {
                        try {
                            world.counter.accept(SECOND, each.get().id());
                        } catch (ExecutionException e) {
                            assertEquals(DeskErrors.HAND_OVER_OPEN, assertInstanceOf(KarawattException.class, e.getCause()).code());
                            refused++;
                        }
                    }
                    assertEquals(3, refused);
                }
            } finally {
                counters.shutdownNow();
            }
        }
    }

    /**
     * Three counters call while the shift is handed over, with four waiting. Whoever was called stood before the hand-over, so that this
     * tells of four less the called; whoever came later is refused.
     */
    @OnEachDatabase
    void aCallStandsBeforeTheHandOverOrIsRefused(TestDatabase db) throws Exception {
        try (DeskWorld world = new DeskWorld(db)) {
            ExecutorService hall = Executors.newFixedThreadPool(4);
            CyclicBarrier together = new CyclicBarrier(4);
            try {
                for (int round = 0; round < 15; round++) {
                    for (int waiting = world.counter.tickets(CLERK, "3301").stream().mapToInt(t -> t.state() == Ticket.State.WAITING ? 1 : 0)
                            .sum(); waiting < 4; waiting++) {
                        world.counter.take(CLERK, "3301", "A", null);
                    }
                    List<Future<Ticket>> calls = Collections.nCopies(3, (Callable<Ticket>) () -> {
                        together.await();
                        return world.counter.callNext(CLERK, "3301", "1", null);
                    }).stream().map(hall::submit).toList();
                    together.await();
                    HandOver given = world.counter.handOver(CLERK, "3301", "交班");
                    int called = 0;
                    for (Future<Ticket> each : calls) {
                        try {
                            each.get();
                            called++;
                        } catch (ExecutionException e) {
                            assertEquals(DeskErrors.HAND_OVER_OPEN, assertInstanceOf(KarawattException.class, e.getCause()).code());
                        }
                    }
                    assertEquals(4 - called, given.waiting());
                    world.counter.accept(SECOND, given.id());
                }
            } finally {
                hall.shutdownNow();
            }
        }
    }
}
