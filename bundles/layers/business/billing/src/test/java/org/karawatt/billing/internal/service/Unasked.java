package org.karawatt.billing.internal.service;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountHolder;
import org.karawatt.customer.api.CapacityTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Line;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.metering.api.LastReading;
import org.karawatt.metering.api.MeterMount;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.Route;

/** What billing never asks the domains for: changes of single records. */
final class Unasked {

    private Unasked() {
    }

    abstract static class Customers implements CustomerService {
        @Override
        public Account transfer(CallContext context, String accountNo, int version, String customerNo, LocalDate from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<AccountHolder> holders(CallContext context, String accountNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account beginChange(CallContext context, String accountNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account endChange(CallContext context, String accountNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account close(CallContext context, String accountNo, int version, LocalDate on) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account agree(CallContext context, String accountNo, int version, CapacityTerms terms) {
            throw new UnsupportedOperationException();
        }
    }

    abstract static class Metering implements MeteringService {
        @Override
        public Route route(CallContext context, String routeNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int nextPlace(long routeId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MeterReading> readFinally(CallContext context, LastReading reading) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MeterReading> removeMeter(CallContext context, LastReading reading) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MeteringPoint installMeter(CallContext context, MeterMount mount) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MeteringPoint exchangeMeter(CallContext context, LastReading old, MeterMount fresh) {
            throw new UnsupportedOperationException();
        }
    }

    abstract static class Equipment implements EquipmentService {
        @Override
        public Area area(CallContext context, String areaNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Line line(CallContext context, String lineNo) {
            throw new UnsupportedOperationException();
        }
    }
}
