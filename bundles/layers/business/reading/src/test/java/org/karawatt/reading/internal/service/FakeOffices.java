package org.karawatt.reading.internal.service;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeDraft;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.testkit.ParentRows;

/** The three offices of {@link ParentRows}. */
final class FakeOffices implements OfficeService {

    @Override
    public List<Office> offices(CallContext context) {
        return LongStream.rangeClosed(ParentRows.ROOT, ParentRows.WEST).mapToObj(FakeOffices::of)
                .filter(o -> context.scope().covers(o.path())).toList();
    }

    private static Office of(long id) {
        String path = ParentRows.path(id);
        String[] steps = path.split("/");
        return new Office(id, steps[steps.length - 1], null, path, "STATION", "", "", LocalDate.of(2010, 1, 1), null, 0);
    }

    @Override
    public Office office(CallContext context, String code) {
        return offices(context).stream().filter(o -> o.code().equals(code)).findFirst()
                .orElseThrow(() -> KarawattException.notFound(CodesErrors.values()[0], code));
    }

    @Override
    public Office office(CallContext context, long id) {
        return offices(context).stream().filter(o -> o.id() == id).findFirst()
                .orElseThrow(() -> KarawattException.notFound(CodesErrors.values()[0], id));
    }

    @Override
    public Office create(CallContext context, OfficeDraft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Office update(CallContext context, long id, int version, OfficeDraft draft) {
        throw new UnsupportedOperationException();
    }
}
