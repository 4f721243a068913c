// How an import stands, where the page says more than the API's state.

/** Whether the server works on it now. */
export const moving = (job) => job.state === 'checking' || job.state === 'applying';

/** A checked sheet with problems is not ready. */
export const importState = (job) => (job.state === 'checked' && !job.steps.length ? 'questioned' : job.state);
