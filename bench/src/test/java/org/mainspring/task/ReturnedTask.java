package org.mainspring.task;

/** A task whose worker has returned, so that its completion is on its way. */
class ReturnedTask extends StartedTask {
    ReturnedTask() {
        runWorker();
    }
}
