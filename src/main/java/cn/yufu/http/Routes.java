package cn.yufu.http;

/** The operations of one feature; {@code mount} reads as a table of verb, path, who, and method. */
public interface Routes {
    void mount(Api api);
}
