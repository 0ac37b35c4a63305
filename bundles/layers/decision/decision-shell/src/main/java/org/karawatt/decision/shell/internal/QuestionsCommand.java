package org.karawatt.decision.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.QuestionService;
import org.karawatt.decision.api.QuestionService.Question;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List saved questions. */
@Service
@Command(scope = "decision", name = "questions", description = "List saved questions")
public class QuestionsCommand extends KarawattCommand {

    @Override
    protected void run() {
        show(service(QuestionService.class).questions(caller()), new Table<Question>().right("Number", Question::id)
                .column("Name", Question::name).column("Shared", Question::shared).column("By", Question::createdBy)
                .column("SQL", Question::sql));
    }
}
