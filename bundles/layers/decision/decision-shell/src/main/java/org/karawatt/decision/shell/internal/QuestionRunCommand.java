package org.karawatt.decision.shell.internal;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.QuestionService;
import org.karawatt.decision.api.QuestionService.Answer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Ask the mart one SELECT, or a saved question by its number. */
@Service
@Command(scope = "decision", name = "question-run", description = "Ask the mart one SELECT, or a saved question by its number")
public class QuestionRunCommand extends KarawattCommand {

    @Argument(index = 0, name = "question", required = true, description = "SQL in quotes, or the number of a saved question")
    String question;

    @Option(name = "--limit", description = "Most rows, 1 to 10000")
    int limit = 100;

    @Override
    protected void run() {
        CallContext caller = caller();
        QuestionService questions = service(QuestionService.class);
        String sql = question.matches("\\d{1,18}") ? questions.question(caller, Long.parseLong(question)).sql() : question;
        Answer answer = questions.run(caller, sql, limit);
        if (isJson()) {
            showJson(answer);
            return;
        }
        Table<List<Object>> table = new Table<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            int column = i;
            table.column(answer.columns().get(i).name(), row -> row.get(column));
        }
        table.print(out(), new ArrayList<>(answer.rows()));
        say(answer.rows().size() + (answer.more() ? " rows of more, " : " rows, ") + answer.millis() + " ms");
    }
}
