package org.karawatt.workflow.internal.engine;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.StringTypeHandler;
import org.flowable.common.engine.impl.interceptor.CommandInterceptor;
import org.flowable.common.engine.impl.persistence.StrongUuidGenerator;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.validation.ProcessValidator;
import org.flowable.validation.ProcessValidatorImpl;
import org.flowable.validation.validator.ValidatorSet;
import org.flowable.validation.validator.ValidatorSetFactory;
import org.flowable.validation.validator.impl.ServiceTaskValidator;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.ConnectionStore;
import org.karawatt.persistence.store.Dialect;

/**
 * The engine inside the house: our transaction, our connection, our clock, our schema, no identities or event registry of its own, and no
 * door from a definition to code but the automatic step.
 */
final class EngineSettings extends ProcessEngineConfigurationImpl {

    private static final String DERBY = "derby";

    private final UnitOfWork work;

    EngineSettings(UnitOfWork work, ConnectionStore connections, Dialect dialect, BusinessClock clock, ClassLoader loader,
            StepBehavior step, CaseEvents events) {
        this.work = work;
        setDataSource(new UnitDataSource(connections));
        setDatabaseType(dialect == Dialect.DERBY ? DERBY : "postgres");
        setDatabaseSchemaUpdate(DB_SCHEMA_UPDATE_FALSE);
        setTransactionsExternallyManaged(true);
        setTransactionContextFactory(context -> new UnitInterceptor.UnitTransaction(work));
        setIdGenerator(new StrongUuidGenerator());
        setClock(new EngineClock(clock));
        setClassLoader(loader);
        setDisableIdmEngine(true);
        setDisableEventRegistry(true);
        setEnableSafeBpmnXml(true);
        // an empty map: expressions see the values of the case and nothing else
        setBeans(Map.of());
        setProcessValidator(validator());
        setCustomDefaultBpmnParseHandlers(List.of(new StepParseHandler(step)));
        setEventListeners(List.of(events));
        setAsyncExecutorActivate(false);
        // the watch parks what fails; the engine would count it on a second connection, which waits for the first
        setFailedJobCommandFactory((jobId, failure) -> context -> null);
    }

    /** The engine's own checks but the one that asks service tasks for code. */
    private static ProcessValidator validator() {
        ValidatorSet checks = new ValidatorSetFactory().createFlowableExecutableProcessValidatorSet();
        checks.removeValidator(ServiceTaskValidator.class);
        ProcessValidatorImpl validator = new ProcessValidatorImpl();
        validator.addValidatorSet(checks);
        return validator;
    }

    @Override
    public CommandInterceptor createTransactionInterceptor() {
        return new UnitInterceptor(work);
    }

    /** Derby wants to know the type of a null. */
    @Override
    public void initMybatisTypeHandlers(Configuration mybatis) {
        super.initMybatisTypeHandlers(mybatis);
        if (DERBY.equals(getDatabaseType())) {
            StringTypeHandler text = new StringTypeHandler() {
                @Override
                public void setParameter(PreparedStatement statement, int at, String value, JdbcType type) throws SQLException {
                    if (value == null) {
                        statement.setNull(at, Types.VARCHAR);
                    } else {
                        statement.setString(at, value);
                    }
                }
            };
            mybatis.getTypeHandlerRegistry().register(String.class, text);
            mybatis.getTypeHandlerRegistry().register(String.class, JdbcType.VARCHAR, text);
            mybatis.getTypeHandlerRegistry().register(String.class, JdbcType.NVARCHAR, text);
        }
    }
}
