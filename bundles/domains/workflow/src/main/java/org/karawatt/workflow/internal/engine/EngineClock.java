package org.karawatt.workflow.internal.engine;

import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.flowable.common.engine.impl.runtime.Clock;
import org.karawatt.kernel.time.BusinessClock;

/** The business clock as the engine reads it; it cannot set it. Thread-safe. */
record EngineClock(BusinessClock clock) implements Clock {

    @Override
    public Date getCurrentTime() {
        return Date.from(clock.now());
    }

    @Override
    public Calendar getCurrentCalendar() {
        return getCurrentCalendar(getCurrentTimeZone());
    }

    @Override
    public Calendar getCurrentCalendar(TimeZone zone) {
        Calendar calendar = new GregorianCalendar(zone);
        calendar.setTime(getCurrentTime());
        return calendar;
    }

    @Override
    public TimeZone getCurrentTimeZone() {
        return TimeZone.getTimeZone(clock.zone());
    }

    @Override
    public void setCurrentTime(Date time) {
        throw new UnsupportedOperationException("the business clock is set by an admin");
    }

    @Override
    public void setCurrentCalendar(Calendar calendar) {
        throw new UnsupportedOperationException("the business clock is set by an admin");
    }

    @Override
    public void reset() {
        // nothing was set
    }
}
