package org.karawatt.decision.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * The board of a month.
 *
 * @param sales sales of the month
 * @param previous sales of the month compared with; null when the mart has none
 * @param lastYear sales of the same month a year before; null when the mart has none
 * @param averagePrice yuan a kWh, six decimals; null without energy
 * @param decomposition null without a month to compare with
 * @param months up to 24 months to this one, oldest first
 * @param byClass by usage class
 * @param byIndustry the greatest 12
 * @param byVoltage by voltage
 * @param byOffice offices directly below the one asked for
 * @param components amounts by component
 * @param arrears what is owed of all months up to this one
 * @param pipeline cases by process
 * @param loadedAt when the mart was last brought up to date; null when never
 */
public record Board(BillingMonth month, BillingMonth compareWith, MonthSales sales, MonthSales previous, MonthSales lastYear,
        BigDecimal averagePrice, Decomposition decomposition, List<MonthSales> months, List<Slice> byClass, List<Slice> byIndustry,
        List<Slice> byVoltage, List<Slice> byOffice, List<Component> components, Arrears arrears, List<Pipeline> pipeline,
        Instant loadedAt) {

    public Board {
        months = List.copyOf(months);
        byClass = List.copyOf(byClass);
        byIndustry = List.copyOf(byIndustry);
        byVoltage = List.copyOf(byVoltage);
        byOffice = List.copyOf(byOffice);
        components = List.copyOf(components);
        pipeline = List.copyOf(pipeline);
    }

    /** Amount of a component of bills, yuan. */
    public record Component(String component, BigDecimal amount) {
    }

    /**
     * What is owed, yuan.
     *
     * @param amount receivables of the month
     * @param open what is open of them
     * @param collected share of the month's receivables that is paid, 0 to 1, four decimals; null without receivables
     * @param openAll what is open of all months
     * @param overdueAll what is open and past its due date today
     * @param ages overdue amounts by age
     */
    public record Arrears(BigDecimal amount, BigDecimal open, BigDecimal collected, BigDecimal openAll, BigDecimal overdueAll,
            List<Age> ages) {

        public Arrears {
            ages = List.copyOf(ages);
        }
    }

    /**
     * Overdue amounts of an age.
     *
     * @param fromDays days past the due date, at least 1
     * @param toDays last day of the group; null for the oldest
     */
    public record Age(int fromDays, Integer toDays, long receivables, BigDecimal amount) {
    }

    /** Cases of a process: open now, of these overdue; opened and closed in the month. */
    public record Pipeline(String processKey, String nameZh, String nameEn, long open, long overdue, long opened, long closed) {
    }
}
