package org.karawatt.decision.shell.internal;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.decision.api.Board;
import org.karawatt.decision.api.BoardQuery;
import org.karawatt.decision.api.BoardService;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.Decomposition;
import org.karawatt.decision.api.Dimension;
import org.karawatt.decision.api.Slice;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** Show sales, revenue, average price and arrears of a month. */
@Service
@Command(scope = "decision", name = "board", description = "Show sales, revenue, average price and arrears of a month")
public class BoardCommand extends KarawattCommand {

    @Option(name = "--month", description = "Billing month such as 2026-01; default: the newest in the mart")
    @Completion(MonthCompleter.class)
    String month;

    @Option(name = "--compare", description = "Month to compare with; default: the one before")
    @Completion(MonthCompleter.class)
    String compare;

    @Option(name = "--office", description = "Office code; default: all that the caller sees")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--class", description = "Usage class; default: all")
    String usageClass;

    @Option(name = "--by", description = "CLASS, INDUSTRY, VOLTAGE, TARIFF or OFFICE")
    @Completion(value = StringsCompleter.class, values = {"CLASS", "INDUSTRY", "VOLTAGE", "TARIFF", "OFFICE"})
    String by = "CLASS";

    @Override
    protected void run() {
        CallContext caller = caller();
        BoardService boards = service(BoardService.class);
        Dimension dimension = Arrays.stream(Dimension.values()).filter(each -> each.name().equalsIgnoreCase(by)).findFirst()
                .orElseThrow(() -> KarawattException.invalid(DecisionErrors.DIMENSION_UNKNOWN, by));
        BoardQuery query = new BoardQuery(month == null ? null : month(month), compare == null ? null : month(compare), office, usageClass);
        Board board = boards.board(caller, query);
        if (isJson()) {
            showJson(board);
            return;
        }
        new Table<Board>().column("Month", Board::month).right("Bills", b -> b.sales().bills()).right("kWh", b -> b.sales().energyKwh())
                .right("Yuan", b -> b.sales().amount()).right("Yuan/kWh", Board::averagePrice).right("Open", b -> b.arrears().open())
                .right("Open of all months", b -> b.arrears().openAll()).right("Overdue", b -> b.arrears().overdueAll())
                .print(out(), List.of(board));
        if (board.decomposition() != null) {
            out().println();
            new Table<Decomposition>().column("Against", Decomposition::before).right("Yuan before", Decomposition::revenueBefore)
                    .right("Volume", Decomposition::volumeEffect).right("Mix", Decomposition::mixEffect)
                    .right("Price", Decomposition::priceEffect).right("Yuan now", Decomposition::revenue)
                    .print(out(), List.of(board.decomposition()));
        }
        out().println();
        boolean zh = locale().getLanguage().equals("zh");
        new Table<Slice>().column(dimension.name(), Slice::key).column("Name", s -> zh ? s.nameZh() : s.nameEn()).right("Bills", Slice::bills)
                .right("kWh", Slice::energyKwh).right("Yuan", Slice::amount).right("Yuan/kWh", Slice::averagePrice)
                .right("kWh before", Slice::energyBefore).print(out(), boards.slices(caller, query, dimension));
    }
}
